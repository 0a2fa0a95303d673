"""Wikipedia and Wikidata, asked about a name when the reader wants it. No Qt."""
