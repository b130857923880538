"""Averages the weights of checkpoints of which one was trained on from the other: what both know stays, what only the last
corpora taught is weakened. usage: python average.py OUT.pt WEIGHT:CHECKPOINT WEIGHT:CHECKPOINT …   (weights sum to 1)"""
import sys

import torch


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    parts = []
    for argument in sys.argv[2:]:
        weight, path = argument.split(":", 1)
        parts.append((float(weight), torch.load(path, map_location="cpu", weights_only=False)))
    if abs(sum(w for w, _ in parts) - 1) > 1e-6:
        sys.exit("average.py: the weights do not sum to 1")
    first = parts[0][1]
    for _, other in parts[1:]:
        if other["labels"] != first["labels"] or other["pieces"] != first["pieces"]:
            sys.exit("average.py: the checkpoints have other labels or pieces; train one on from the other with --begin")
    first["model"] = {name: sum(w * p["model"][name] for w, p in parts) if value.is_floating_point() else value
                      for name, value in first["model"].items()}
    torch.save(first, sys.argv[1])


if __name__ == "__main__":
    main()
