#!/bin/sh
# Times the negotiation library, NegMAS and plain Python on the same shapes, in turn, in one go.
#
#   benches/side-by-side.sh PYTHON SCRIPTS
#
# PYTHON is a Python with negmas 0.16.0 (python3 -m venv V && V/bin/pip install negmas==0.16.0); SCRIPTS the folder of bench_sao.py,
# bench_plain.py, bench_analysis.py and bench_common.py. Times are of one thread: CPU seconds of the scripts, and of this program, which does
# nothing but reckon, nanoseconds by its own watch. Run it on a machine that does nothing else.
set -eu
python=$1
scripts=$(cd "$2" && pwd)
cd "$(dirname "$0")/.."
[ -n "${BUILT:-}" ] || cargo build --release --quiet
ours=${CARGO_TARGET_DIR:-target}/release/roundtable
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
domain() {
    (cd "$scripts" && "$python" -c "
import json, sys
from bench_common import random_domain
json.dump(random_domain(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), 0), open(sys.argv[4], 'w'))" "$1" "$2" "$3" "$4")
}
for shape in "6 5 5 3000 20 60" "2 5 5 10000 40 60" "6 5 10 100 2 3"; do
    set -- $shape
    domain "$1" "$2" "$3" "$work/domain.json"
    tactics=boulware,linear,conceder
    [ "$1" = 2 ] && tactics=boulware,linear
    echo "== $1 parties, $2 issues of $3 values, 100 rounds"
    for turn in 1 2; do
        printf 'roundtable   '
        "$ours" negotiate "$work/domain.json" --tactics "$tactics" --convention negmas --runs "$4" --redraw --timing | tail -1
        for script in bench_sao.py bench_plain.py; do
            runs=$5
            [ $script = bench_plain.py ] && runs=$6
            (cd "$scripts" && "$python" $script --parties "$1" --issues "$2" --options "$3" --steps 100 --runs "$runs" --seed 0) 2>/dev/null |
                "$python" -c "
import json, sys
found = json.load(sys.stdin)
median = lambda of: of.get('median', of) if isinstance(of, dict) else of
print(found['tool'].ljust(13) + ', '.join(f'{k} {median(v) * 1e3:.3f} ms' for k, v in found['cpu_seconds'].items()))"
        done
    done
done
