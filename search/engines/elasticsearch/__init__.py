"""Search on an Elasticsearch server."""
