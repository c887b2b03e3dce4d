"""Decision aids: options laid out alike, with what is known of them and what isn't."""
