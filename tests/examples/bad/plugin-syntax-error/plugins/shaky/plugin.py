def kamguide_layers(:
    pass
