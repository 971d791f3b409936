#!/bin/sh
# usage: tests/lint/run.sh BINARY
# Each lint is first seen failing, on samples that break it and say so in the expected words, and
# seen quiet on one that does not; then it looks at the checkout.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
# shellcheck source=tests/tally.sh
. "$here/../tally.sh"
program "${1-}"
make_scratch
sample=$scratch/sample

# lint NAME: on the sample, into $scratch/said.
lint()
{
    "$here/$1.sh" "$sample" "$binary" >"$scratch/said" 2>&1
}

# sample_file PATH: standard input, alone below the root of a sample.
sample_file()
{
    rm -rf "$sample"
    mkdir -p "$sample/generator" "$sample/docs" "$(dirname "$sample/$1")"
    cat >"$sample/$1"
}

# fails LINT WORDS: the sample breaks the lint, which says WORDS.
fails()
{
    if lint "$1"; then
        fail "$1 lets pass what it should refuse: $2"
    elif ! grep -qF -e "$2" "$scratch/said"; then
        fail "$1 does not say: $2" "$scratch/said"
    else
        pass
    fi
}

passes()
{
    if lint "$1"; then
        pass
    else
        fail "$1 refuses what is right" "$scratch/said"
    fi
}

# body COUNT: a function of so many lines.
body()
{
    printf 'int long_one(void)\n{\n'
    i=2
    while [ $((i = i + 1)) -lt "$1" ]; do echo '    step();'; done
    printf '}\n'
}

echo '#include "rules/rules.h"' | sample_file generator/model/plan.c
fails arrows 'generator/model/plan.c:1: model may not include rules/'
echo '#include "plan.h"' | sample_file generator/model/plan.c
fails arrows 'write "plan.h" with its room'
echo '#include "base/diag.h"' | sample_file generator/attic/box.c
fails arrows 'the room "attic" is not in arrows.txt'
echo '#include "read/reader.h"' | sample_file generator/main.c
fails arrows 'main may not include read/'
echo '#include "model/plan.h"' | sample_file generator/rules/graph.c
passes arrows

echo '#include <sqlite3.h>' | sample_file generator/rules/graph.c
fails fences 'generator/rules/graph.c:1: <sqlite3.h> may stand only in history'
echo '#include <libxml/tree.h>' | sample_file generator/read/yaml.c
fails fences '<libxml/tree.h> may stand only in press history'
echo 'static GThreadPool *pool;' | sample_file generator/press/pdf.c
fails fences 'GThreadPool may stand only in publish'
echo '    int x = 1; /* so */ printf("%d", x);' | sample_file generator/doc/node.c
fails fences 'printf may stand only in command main.c'
echo '    start = time (NULL);' | sample_file generator/compose/page.c
fails fences 'time may stand only in command'
echo '    goto cleanup;' | sample_file generator/base/file.c
fails fences 'goto may stand nowhere'
printf '%s\n' '/* time(NULL)' '   printf("no") */' 'x = line->time("printf(1)"); c = '\''"'\'';' \
    'moment_time(x); /* goto */' | sample_file generator/base/date.c
passes fences

body 81 | sample_file generator/model/plan.c
fails sizes 'generator/model/plan.c:1: long_one() lines: 81, the limit is 80'
body 80 | sample_file generator/model/plan.c
passes sizes
{ echo 'long_one() {'; body 80 | tail -n +3; echo; } | sample_file templates/runbook/step.sh
passes sizes
{ echo 'long_one() {'; body 82 | tail -n +3; echo; } | sample_file templates/runbook/step.sh
fails sizes 'templates/runbook/step.sh:1: long_one() lines: 81, the limit is 80'
i=0
while [ $((i = i + 1)) -le 701 ]; do echo 'int n;'; done | sample_file generator/model/plan.c
fails sizes 'generator/model/plan.c lines: 701, the limit is 700'
for i in 1 2 3 4 5 6 7 8 9; do echo "#include \"base/$i.h\""; done |
    sample_file generator/model/plan.c
fails sizes 'generator/model/plan.c own includes: 9, the limit is 8'
if has pmccabe; then
    {
        printf 'int tangled(int n)\n{\n'
        for i in 1 2 3 4 5 6 7 8; do echo "    if (n == $i && n > 0)"; echo "        return $i;"; done
        printf '    return 0;\n}\n'
    } | sample_file generator/model/plan.c
    fails sizes 'tangled() has complexity 17, the limit is 15'
fi

printf '#ifndef PLAN_H\n#define PLAN_H\n#endif\n' | sample_file generator/model/plan.h
fails names 'a header begins with #ifndef REDBINDER_MODEL_PLAN_H'
printf '#include <glib.h>\n#include "model/plan.h"\n' | sample_file generator/model/plan.c
: >"$sample/generator/model/plan.h"
fails names '"model/plan.h" comes first'
echo 'int n;' | sample_file generator/base/utils.c
fails names '"utils" names no noun'
printf 'int n; \n' | sample_file generator/base/date.c
fails names 'white space at the end of the line'
printf '#ifndef REDBINDER_MODEL_PLAN_H\n#define REDBINDER_MODEL_PLAN_H\n#endif\n' |
    sample_file generator/model/plan.h
passes names

if has clang-format && clang-format --version | grep -q ' version 14\.'; then
    printf 'int f(void)\n{\n    return  1;\n}\n' | sample_file generator/model/plan.c
    fails format 'generator/model/plan.c:3: make format would write it otherwise'
    printf 'int f(void)\n{\n    return 1;\n}\n' | sample_file generator/model/plan.c
    passes format
fi

echo '# The source format' | sample_file docs/format.md
fails docs 'docs/format.md is not what the program prints'
"$binary" schema --markdown | sample_file docs/format.md
mkdir "$sample/docs/schema"
for kind in library people plan part runbook; do
    "$binary" schema $kind >"$sample/docs/schema/$kind.json"
done
fails docs 'docs/rules.md is missing'
echo '# The rules' >"$sample/docs/rules.md"
fails docs 'docs/rules.md is not what the program and tests/rules/ give'
"$here/../tools/rules_md.sh" "$binary" >"$sample/docs/rules.md"
fails docs 'docs/frameworks.md is missing'
echo '# Frameworks' >"$sample/docs/frameworks.md"
fails docs 'docs/frameworks.md is not what the program prints'
"$here/../tools/frameworks_md.sh" "$binary" >"$sample/docs/frameworks.md"
passes docs
echo >>"$sample/docs/schema/people.json"
fails docs 'docs/schema/people.json is not what the program prints'
if has mandoc; then
    printf '.Dd today\n.Dt X 1\n.Os\n.Sh NAME\n.Nm x\n.Bl\n' >"$sample/docs/x.1"
    fails docs 'x.1'
fi

# tracked PATH: the sample is a checkout of its own, with standard input as its only file.
tracked()
{
    sample_file "$1"
    git init -q "$sample"
    git -C "$sample" add -f .
}

if has git; then
    echo 'int n;' | tracked .build/plain/base/date.c
    fails tracked '.build/plain/base/date.c: it is what a build has made'
    echo '<html/>' | tracked output/index.html
    fails tracked 'output/index.html: it is what a build has made'
    echo x | tracked plans/history.db
    fails tracked 'plans/history.db: the history is made from the evidence'
    echo x | tracked generator/date.o
    fails tracked 'generator/date.o: it is made by a compiler'
    tracked tests/tool <"$binary"
    fails tracked 'tests/tool: it is a program'
    printf '!<arch>\n' | tracked 'tests/a lib'
    fails tracked 'tests/a lib: it is a program, an object or an archive'
    printf '*\n!.gitignore\n' | tracked output/.gitignore
    echo '# an archive begins with !<arch>' >"$sample/docs/notes.md"
    git -C "$sample" add -f .
    echo x >"$sample/left.o"
    passes tracked
fi

# The checkout itself.
sample=$root
for name in arrows fences sizes names format docs tracked; do
    if lint "$name"; then
        pass
        grep '^note:' "$scratch/said"
    else
        fail "lint $name" "$scratch/said"
    fi
done
if has shellcheck; then
    for script in "$here"/../*.sh "$here"/../*/*.sh; do
        name=tests/${script#"$here"/../}
        (cd "$root" && shellcheck -x -S warning "$name") >"$scratch/said" 2>&1
        verdict "shellcheck $name" $? "$scratch/said"
    done
fi
tally
