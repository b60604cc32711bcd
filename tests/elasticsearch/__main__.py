"""python -m tests.elasticsearch [--nodes 1] [--port 9200]: a server to try things on by hand.

It ends with Ctrl-C. Its data is kept in var/elasticsearch/manual/ until the next start.
"""

import argparse
import signal
import sys

from tests.elasticsearch.cluster import Cluster
from tests.elasticsearch.install import CACHE, Missing


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.elasticsearch")
    parser.add_argument("--nodes", type=int, default=1)
    parser.add_argument("--port", type=int, default=9200, help="of the first node")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        with Cluster(CACHE / "manual", options.nodes, options.port, options=()) as cluster:
            print(f"SEARCH_URL={','.join(cluster.urls)}", flush=True)
            signal.pause()
    except KeyboardInterrupt:
        pass
    except Missing as missing:
        sys.exit(str(missing))


if __name__ == "__main__":
    main()
