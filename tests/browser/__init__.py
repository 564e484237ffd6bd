"""Tests that look at the real pages with Debian's Chromium."""
