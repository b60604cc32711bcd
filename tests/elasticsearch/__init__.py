"""A real Elasticsearch for tests, from Maven's jars. `python -m tests.elasticsearch` starts one."""
