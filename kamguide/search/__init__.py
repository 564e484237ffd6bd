"""One search for Hindi, English and Hinglish: analysis, lexicon, understanding of the query, entries, two indexes."""
