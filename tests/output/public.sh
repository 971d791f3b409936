#!/bin/sh
# usage: tests/output/public.sh BINARY
# The public edition of plans/, and of a library that is made from the reference of the format so
# that each private field of it holds a secret and every other text repeats one: no secret stands in
# any byte of the output, and all else does.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
# shellcheck source=tests/tally.sh
. "$here/../tally.sh"
program "${1-}"
has python3 && has qpdf && has pdftotext || { pass; tally; exit; }
make_scratch
tab=$(printf '\t')

# build FOLDER OUTPUT [ARGUMENT...]
build()
{
    library=$1
    output=$2
    shift 2
    "$binary" build --quiet --as-of 2026-11-21 --output "$scratch/$output" "$@" \
        "$scratch/$library" >"$scratch/said" 2>&1
    [ -f "$scratch/$output/index.html" ]
    verdict "build $output" $? "$scratch/said"
}

# judge TASK ARGUMENT...: what public.py finds fault with is in $scratch/found.
judge()
{
    (cd "$scratch" && python3 "$here/public.py" "$@") >"$scratch/found" 2>&1
}

# keeps LIBRARY: its secrets are in LIBRARY.secrets, its outputs in LIBRARY.full and LIBRARY.public.
keeps()
{
    judge find "$1.secrets" "$1.full"
    told=$(sed 's/.*: //' "$scratch/found" | sort -u | wc -l)
    [ "$told" -gt 20 ]
    verdict "$1: the full edition tells secrets, $told of them" $? "$scratch/found"
    judge find "$1.secrets" "$1.public"
    verdict "$1: the public edition tells none" $? "$scratch/found"
    find "$scratch/$1.public" -name '*.sh' >"$scratch/found"
    [ ! -s "$scratch/found" ]
    verdict "$1: the public edition has no scripts" $? "$scratch/found"
    grep -qF 'left out of the public edition' "$scratch/$1.public/people.md"
    verdict "$1: what is missing is said" $?
}

cp -R "$root/plans" "$scratch/plans"
rm -f "$scratch"/plans/*.db*
"$binary" record --history "$scratch/plans/history.db" --library "$scratch/plans" \
    "$scratch"/plans/*/evidence/* >"$scratch/said" 2>&1
verdict "record" $? "$scratch/said"
judge secrets plans
cp "$scratch/found" "$scratch/plans.secrets"
build plans plans.full
build plans plans.public --edition public
keeps plans

"$binary" schema --markdown >"$scratch/format.md"
judge write format.md hostile
verdict "write a library" $? "$scratch/found"
mkdir "$scratch/hostile/outer/evidence"
cat >"$scratch/hostile/outer/evidence/canary-evidence.log" <<END
redbinder-log 1
2026-10-01T09:00:00Z${tab}run-begin${tab}run=r-1${tab}plan=outer${tab}runbook=runbook-one${tab}exercise=exercise-one${tab}title=Drill with Zelda Stranger${tab}operator=Zelda Stranger${tab}host=canary-host
2026-10-01T09:00:00Z${tab}declared
2026-10-01T09:01:00Z${tab}participant${tab}name=person-one${tab}role=lead
2026-10-01T09:02:00Z${tab}step-begin${tab}step=innermost-step
2026-10-01T09:03:00Z${tab}step-end${tab}step=innermost-step${tab}outcome=failed${tab}status=1${tab}by=person-one${tab}note=canary note
2026-10-01T09:04:00Z${tab}note${tab}text=canary note of person-one
2026-10-01T09:05:00Z${tab}finding${tab}severity=low${tab}text=shownfinding: canary-tool --number=28 /srv/canary28 hangs, says Zelda Stranger${tab}owner=person-one
2026-10-01T09:10:00Z${tab}service-back
2026-10-01T09:20:00Z${tab}run-end${tab}outcome=passed
END
cat >"$scratch/hostile/outer/evidence/canary-evidence-2.log" <<END
redbinder-log 1
2026-10-02T09:00:00Z${tab}run-begin${tab}run=r-2${tab}plan=outer${tab}runbook=innermost-runbook${tab}title=Drill of an internal runbook${tab}operator=person-one
2026-10-02T09:00:00Z${tab}declared
2026-10-02T09:10:00Z${tab}service-back
2026-10-02T09:20:00Z${tab}run-end${tab}outcome=passed
END
"$binary" record --history "$scratch/hostile/history.db" --library "$scratch/hostile" \
    "$scratch"/hostile/outer/evidence/* >"$scratch/said" 2>&1
verdict "record what is made up" $? "$scratch/said"
build hostile hostile.full
build hostile hostile.public --edition public
keeps hostile
judge keep hostile.kept hostile.full hostile.public
verdict "hostile: what is not private stays" $? "$scratch/found"
grep -qF '(internal)' "$scratch/hostile.public/outer/compliance.md" &&
    ! grep -rqF 'is no longer in the plan' "$scratch/hostile.public" --include=*.md
verdict "hostile: a run of an internal runbook is one of an internal runbook" $?

# ---- Links to what is left out -------------------------------------------------------------

mkdir -p "$scratch/links/shop/runbooks" "$scratch/links/attic"
echo 'title: Links' >"$scratch/links/redbinder.yaml"
printf 'title: Under the roof\ninternal: true\n' >"$scratch/links/attic/plan.yaml"
cat >"$scratch/links/shop/plan.yaml" <<END
title: Shop
internal-chapters: [cellar]
about: >-
  See [the *open* door](runbooks/open.html#steps), [the script](runbooks/open.sh), [a box](runbooks/vault.html),
  [its text](runbooks/vault.md), [down there](#cellar), [the other plan](../attic/index.html),
  [its paper](../attic/plan.pdf), [ours](plan.pdf), [far away](https://octo.test/a), [prices](notes.csv),
  [the data](../compliance/machines.html).
END
printf '# Cellar\n\nBelow.\n' >"$scratch/links/shop/cellar.md"
printf 'title: Open\nsteps: [{id: door, title: Door, run: "true"}]\n' >"$scratch/links/shop/runbooks/open.yaml"
printf 'title: The safe\ninternal: true\nsteps: [{id: dial, title: Dial, run: "true"}]\n' \
    >"$scratch/links/shop/runbooks/vault.yaml"
build links links.full
build links links.public --edition public
for way in 'runbooks/open.html#steps' 'plan.pdf' 'https://octo.test/a' 'notes.csv' 'runbooks/open.sh' \
    'runbooks/vault.html' 'runbooks/vault.md' '../attic/index.html' '../attic/plan.pdf'; do
    grep -qF "href=\"$way\"" "$scratch/links.full/shop/index.html"
    verdict "links: the full edition leads to $way" $?
done
grep -o 'href="[^"]*"' "$scratch/links.public/shop/index.html" >"$scratch/found"
for way in 'runbooks/open.html#steps' 'plan.pdf' 'https://octo.test/a' 'notes.csv'; do
    grep -qxF "href=\"$way\"" "$scratch/found"
    verdict "links: the public edition leads to $way" $? "$scratch/found"
done
grep -rnE 'vault|cellar|attic|open\.sh' "$scratch/links.public" --include='*.html' --include='*.md' --include='*.js' \
    >"$scratch/found"
[ ! -s "$scratch/found" ]
verdict "links: the public edition names nothing that is left out" $? "$scratch/found"
grep -qF 'the script, a box, its text, down there,' "$scratch/links.public/shop/plan.md"
verdict "links: their words stay" $? "$scratch/links.public/shop/plan.md"
grep -qF 'href="../compliance/machines.html"' "$scratch/links.public/shop/index.html"
verdict "links: the public edition leads to the files for machines" $?
build links links.thin --edition public --only site
grep -qF 'machines.html' "$scratch/links.thin/shop/index.html"
[ $? -eq 1 ] && grep -qF 'the data.' "$scratch/links.thin/shop/index.html" && ! grep -qF 'machines' "$scratch/said"
verdict "links: without files for machines nothing leads to them" $? "$scratch/said"

"$binary" build --edition public --only scripts "$scratch/plans" >"$scratch/said" 2>&1
[ $? -eq 2 ] && grep -qF 'the public edition has no scripts' "$scratch/said"
verdict "scripts of the public edition are refused" $? "$scratch/said"
tally
