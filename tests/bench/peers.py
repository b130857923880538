#!/usr/bin/env python3
"""What igraph needs for the questions that rawi-bench asks, on the same graph.

    rawi-bench --edges /tmp/edges.txt
    python3 tests/bench/peers.py /tmp/edges.txt

Ends with a line that says so when python3-igraph is not installed.
"""
import random
import statistics
import sys
import time

try:
    import igraph
except ImportError:
    sys.exit("peers: python3-igraph is not installed; skipped")


def timed_ms(work):
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main(path):
    with open(path, encoding="ascii") as lines:
        edges = [tuple(map(int, line.split())) for line in lines]
    actor_count = max(actor for actor, _ in edges) + 1
    graph = igraph.Graph(edges=edges, directed=False)
    print(f"igraph {igraph.__version__}: {graph.vcount()} nodes, {graph.ecount()} participations")
    hub = max(range(actor_count), key=graph.degree)
    random.seed(2)
    pairs = [(random.randrange(actor_count), random.randrange(actor_count)) for _ in range(20)]
    rows = [
        ("breadth-first search of all", timed_ms(lambda: graph.bfs(hub))),
        ("path between two actors at random, median",
         statistics.median(timed_ms(lambda p=p: graph.get_shortest_paths(p[0], p[1])) for p in pairs)),
        ("PageRank", timed_ms(graph.pagerank)),
        ("communities (label propagation)", timed_ms(graph.community_label_propagation)),
    ]
    for what, value in rows:
        print(f"{what:58} {value:12.2f} ms")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: peers.py EDGES (as rawi-bench --edges writes them)")
    main(sys.argv[1])
