"""Pure decisions about messages: from one source to HTML and text, a city's own words, a mail server's replies."""
