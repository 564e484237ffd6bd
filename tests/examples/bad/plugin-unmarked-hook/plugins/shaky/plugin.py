def kamguide_pages():
    return []
