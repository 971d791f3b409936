#!/bin/sh
# usage: tests/cli/commit.sh BINARY
# The commit that a build names: what git says of the library, with a mark when its files are others;
# what does not count; what a hook has in its environment; and a repository that names programs for
# git to run, none of which is run.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
# shellcheck source=tests/tally.sh
. "$here/../tally.sh"
program "${1-}"
make_scratch
cd "$scratch" || exit 3
forget_git
said=$scratch/said
if ! has git; then
    tally
    exit
fi

# commit FOLDER: all that lies in it, as a repository.
commit()
{
    [ -e "$1/.git" ] || git init -q "$1"
    git -C "$1" add -A &&
        git -C "$1" -c user.name=N -c user.email=n@localhost.test commit -qm 'A plan' >"$said" 2>&1 ||
        fail "nothing to commit in $1" "$said"
    id=$(git -C "$1" rev-parse HEAD)
}

# A library FOLDER with one plan, a chapter, a runbook, and files of which none are read.
make_library()
{
    mkdir -p "$1/docs/runbooks" "$1/docs/evidence" "$1/docs/scripts"
    echo 'title: Small library' >"$1/redbinder.yaml"
    printf 'title: Documents\nservices: [{id: api, rto: 4h}]\n' >"$1/docs/plan.yaml"
    echo '# Notes' >"$1/docs/notes.md"
    printf 'title: Restore\nsteps:\n  - {id: fetch, title: Fetch it, run: "true"}\n' \
        >"$1/docs/runbooks/restore.yaml"
    echo 'echo restored' >"$1/docs/scripts/load.sh"
    echo 'kept as it is' >"$1/docs/evidence/run.txt"
}

# build ARGUMENT...: into $scratch/out; its words are in $said.
build()
{
    status=0
    "$binary" build --quiet --as-of 2026-11-21 --history "$scratch/none.db" --output "$scratch/out" \
        "$@" >"$said" 2>&1 </dev/null || status=$?
    [ "$status" -eq 0 ] || fail "build $* ends with $status" "$said"
}

# names WHAT NAME: the script that was built has the commit WHAT.
names()
{
    named=$(sed -n "s/^rb_commit='\{0,1\}\([^']*\)'\{0,1\}$/\1/p" "$scratch/out/docs/runbooks/restore.sh")
    [ "$named" = "$1" ]
    verdict "$2: it is '$named', not '$1'" $? "$said"
}

# library_names WHAT NAME: of the repository $scratch/repository, with the library in plans/.
library_names()
{
    build --only scripts repository/plans
    names "$1" "$2"
}

# with NAME COMMAND: what the command does to the library changes it; after that it is as before.
with()
{
    (cd repository/plans && eval "$2") || fail "$2"
    library_names "$id+changes" "$1"
    git -C repository reset -q --hard && git -C repository clean -qfdx
}

# without NAME COMMAND: the same does not.
without()
{
    (cd repository/plans && eval "$2") || fail "$2"
    library_names "$id" "$1"
    git -C repository reset -q --hard && git -C repository clean -qfdx
}

# ---- What is named -------------------------------------------------------------------------

make_library bare
build bare
names '' 'no repository, no commit'
! grep -q 'commit' out/index.html
verdict 'and none on the pages' $?
mkdir repository
make_library repository/plans
git init -q repository
library_names '' 'a repository without a commit'
(cd repository && echo readme >README && git add README && git -c user.name=N -c user.email=n@x commit -qm R)
library_names '' 'a library that is in no commit'
commit repository
short=$(echo "$id" | cut -c 1-12)
build repository/plans
names "$id" 'the commit of the library'
grep -q "built 1 plan of commit $short into " "$said"
verdict 'the build says so' $? "$said"
grep -q "as of 2026-11-21, commit ${short}[ <]" out/index.html
verdict 'pages name it' $? out/index.html
if has pdftotext; then
    pdftotext -layout out/binder.pdf paper.txt
    grep -q "as of 2026-11-21, commit $short$" paper.txt && grep -q "· $short · .*page 2 of " paper.txt
    verdict 'paper names it' $? paper.txt
fi
(cd repository/plans && "$binary" build -q --as-of 2026-11-21 --only scripts -o "$scratch/out") >"$said" 2>&1
names "$id" 'from within the library'
ln -s repository/plans link
build --only scripts link
names "$id" 'by way of a link'
mkdir top && cp -R repository/plans/. top
commit top
build --only scripts top
names "$id" 'a library at the top of its repository'
id=$(git -C repository rev-parse HEAD)
git clone -q --depth 1 "file://$scratch/repository" shallow
build --only scripts shallow/plans
names "$id" 'a shallow clone'
git -C repository worktree add -q ../tree HEAD
build --only scripts tree/plans
names "$id" 'a second work tree'
mkdir long && cp -R repository/plans long/plans && git init -q --object-format=sha256 long && commit long
build --only scripts long/plans
names "$id" 'ids of SHA-256'
echo '# more' >>long/plans/docs/plan.yaml
build --only scripts long/plans
names "$id+changes" 'and changes'
id=$(git -C repository rev-parse HEAD)

build --commit v1.2 --only scripts repository/plans
names v1.2 '--commit goes before git'
build --commit none repository/plans
names '' '--commit none'
grep -q '^built 1 plan into ' "$said" && ! grep -q commit out/index.html
verdict 'and nothing is said of one' $? "$said"
for text in '' "$(printf 'a\nb')" "$(printf 'a\033b')" "$(printf %0201d 0)"; do
    status=0
    "$binary" build --commit "$text" -o out repository/plans >"$said" 2>&1 || status=$?
    [ $status -eq 2 ] && grep -q -e '--commit takes one line' "$said"
    verdict "--commit '$text' is refused" $? "$said"
done
build --commit "$(printf %0200d 0)" repository/plans
grep -q 'commit 00000000000000000000000…[ <]' out/index.html
verdict 'a long name is cut on pages' $? out/index.html

# ---- What is a change ----------------------------------------------------------------------

with 'a plan that was edited' 'echo "# more" >>docs/plan.yaml'
with 'a change of the same size' 'sed -i s/4h/5h/ docs/plan.yaml'
with 'a plan that is staged' 'echo "# more" >>docs/plan.yaml; git add .'
with 'redbinder.yaml' 'echo "# more" >>redbinder.yaml'
with 'a runbook that was edited' 'echo "# more" >>docs/runbooks/restore.yaml'
with 'a chapter that is gone' 'rm docs/notes.md'
with 'a file beside, which a runbook may call' 'echo more >>docs/scripts/load.sh'
with 'a new plan' 'mkdir new; echo "title: New" >new/plan.yaml'
with 'a new part of a plan' 'echo "rto: 1h" >docs/more.yaml'
with 'a new chapter' 'echo "# More" >docs/more.md'
with 'a new runbook' 'cp docs/runbooks/restore.yaml docs/runbooks/again.yaml'
with 'a new asset' 'mkdir assets; echo "p {}" >assets/own.css'
with 'a new framework' 'mkdir -p templates/frameworks; echo "title: X" >templates/frameworks/x.yaml'
with 'people.yaml, though git ignores it' 'echo people.yaml >.gitignore; echo "people: []" >people.yaml'
with 'a file in the place of a folder' 'rm -r docs/scripts; echo x >docs/scripts'
with 'a link in the place of a file' 'mv docs/notes.md docs/.n; ln -s .n docs/notes.md'
without 'nothing' 'true'
without 'a file that was written anew' 'cp docs/plan.yaml p; cat p >docs/plan.yaml; rm p; touch -d 2001-02-03 docs/plan.yaml'
without 'a mode' 'chmod 600 docs/plan.yaml'
without 'evidence' 'echo more >docs/evidence/run.txt; echo new >docs/evidence/new.log'
without 'files that nothing reads' 'echo x >x.txt; echo x >docs/x.yaml~; mkdir docs/y; echo x >docs/y/y.yaml'
without 'what begins with a dot' 'echo x >.editorconfig; mkdir .venv; echo x >.venv/plan.yaml'
mkdir repository/plans/node && echo '# x' >repository/plans/node/README.md
"$binary" build -q --as-of 2026-11-21 --only scripts -o out repository/plans >"$said" 2>&1
names "$id" 'a folder that is no plan'
rm -r repository/plans/node
without 'changes elsewhere in the repository' 'echo more >../README'

# Products that lie in the library, and are even kept in git: a build may change them.
# record_run NAME DATABASE
record_run()
{
    log='2020-01-01T09:00:00Z|run-begin|run=%s|plan=docs\n2020-01-01T10:00:00Z|run-end|outcome=passed\n'
    # shellcheck disable=SC2059 # a format of our own
    { echo 'redbinder-log 1' && printf "$log" "$1" | tr '|' '\t'; } >run.log
    "$binary" record --history "$2" run.log >"$said" 2>&1 || fail "a run is recorded in $2" "$said"
}
cp -R repository products
for output in output docs/site; do
    for day in 2020-01-01 2020-01-02 2020-01-03; do
        record_run "$day$output" products/plans/history.db
        "$binary" build -q --as-of $day -o products/plans/$output products/plans >>"$said" 2>&1
        [ $day != 2020-01-01 ] || commit products
    done
    [ -n "$(git -C products status --porcelain)" ] &&
        grep -q "rb_commit='$id'" products/plans/$output/docs/runbooks/restore.sh
    verdict "what a build makes in $output is no change" $? "$said"
    if [ $output = output ]; then
        build --only scripts products/plans
        names "$id" 'nor is an output that is not that of this build'
    fi
    git -C products rm -qr --cached plans/$output && rm -r products/plans/$output
    commit products
done
id=$(git -C repository rev-parse HEAD)

# Line ends as git has made them, and links.
git -c core.autocrlf=true clone -q repository windows 2>"$said"
grep -q "$(printf '\r')" windows/plans/docs/plan.yaml
verdict 'there are line ends of Windows' $?
build --only scripts windows/plans
names "$id" 'line ends that git has changed'
cp -R repository links
ln -s ../elsewhere links/plans/docs/away
commit links
build --only scripts links/plans
names "$id" 'a link as it is in the commit'
ln -sfn ../nowhere links/plans/docs/away
build --only scripts links/plans
names "$id+changes" 'a link that leads elsewhere'
rm links/plans/docs/away && printf ../elsewhere >links/plans/docs/away
build --only scripts links/plans
names "$id+changes" 'a file that holds what the link did'
cp -R repository own
record_run one own/plans/docs/runs.db
commit own
record_run two own/plans/docs/runs.db
build --only scripts --history own/plans/docs/runs.db own/plans
names "$id" 'the history, wherever it is'
build --only scripts own/plans
names "$id+changes" 'a database that is not'
cp -R repository modules
git init -q modules/plans/other && echo 'title: Other' >modules/plans/other/plan.yaml
commit modules/plans/other
git -C modules -c advice.addEmbeddedRepo=false add -A 2>"$said"
commit modules
build --only scripts modules/plans
names "$id+changes" 'a submodule, at which nobody looks'
id=$(git -C repository rev-parse HEAD)

# The index is neither read nor written.
before=$(ls -li --time-style=full-iso repository/.git/index)
echo nonsense >repository/.git/index.lock
library_names "$id" 'while somebody else holds the index'
rm repository/.git/index.lock
[ "$before" = "$(ls -li --time-style=full-iso repository/.git/index)" ]
verdict 'the index stays as it was' $?

# ---- In a hook -----------------------------------------------------------------------------

git init -q other && echo other >other/file && commit other && other=$id
id=$(git -C repository rev-parse HEAD)
# in_hook_of_other COMMAND...
in_hook_of_other()
{
    env GIT_DIR="$scratch/other/.git" GIT_WORK_TREE="$scratch/other" GIT_PREFIX=x/ \
        GIT_INDEX_FILE="$scratch/other/.git/index" GIT_OBJECT_DIRECTORY="$scratch/other/.git/objects" \
        GIT_NAMESPACE=x GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=core.worktree GIT_CONFIG_VALUE_0=/ \
        GIT_CONFIG_PARAMETERS="'core.worktree'='$scratch/other'" "$@" >"$said" 2>&1
}
in_hook_of_other git -C repository rev-parse HEAD
[ "$(cat "$said")" = "$other" ]
verdict 'the environment leads git elsewhere' $? "$said"
in_hook_of_other "$binary" build -q --as-of 2026-11-21 --only scripts -o out repository/plans
names "$id" 'the environment of another repository'
cat >hook <<END
#!/bin/sh
[ -n "\$GIT_DIR\$GIT_INDEX_FILE" ] && exec '$binary' build -q --as-of 2026-11-21 --only scripts \
    -o '$scratch/out' plans >'$said' 2>&1
END
chmod +x hook
for tree in repository tree; do
    rm -rf out
    cp hook repository/.git/hooks/pre-commit
    echo '# more' >>$tree/plans/docs/plan.yaml
    was=$(git -C $tree rev-parse HEAD)
    git -C $tree -c user.name=N -c user.email=n@x commit -qam 'In a hook' >>"$said" 2>&1
    verdict "a commit in $tree is made" $? "$said"
    names "$was+changes" "the hook of $tree sees what it is made from"
    rm repository/.git/hooks/pre-commit
done
id=$(git -C repository rev-parse HEAD)

# ---- A repository of somebody else ---------------------------------------------------------

# Programs that git would run: all of them leave a mark.
cp -R repository hostile
printf '#!/bin/sh\necho "$0 $*" >>%s/marks\nexit 1\n' "$scratch" >trap.sh && chmod +x trap.sh
(
    cd hostile || exit
    trap="$scratch/trap.sh"
    printf '* filter=evil diff=evil merge=evil text=auto\n' >plans/.gitattributes
    cp plans/.gitattributes .git/info/attributes
    for key in core.fsmonitor filter.evil.clean filter.evil.smudge filter.evil.process core.pager \
        core.sshCommand core.gitProxy core.editor core.askPass core.alternateRefsCommand \
        diff.external diff.evil.textconv gpg.program credential.helper sequence.editor \
        uploadpack.packObjectsHook remote.origin.uploadpack; do
        git config $key "$trap"
    done
    git config pager.cat-file "$trap"
    git config alias.cat-file "!$trap"
    git config core.hooksPath "$scratch/hooks"
    git config filter.evil.required true
    git config extensions.partialClone origin
    git config remote.origin.url "ext::$trap"
    git config remote.origin.promisor true
    git config protocol.ext.allow always
    git config core.useReplaceRefs true
    mkdir "$scratch/hooks"
    for hook in post-index-change post-checkout reference-transaction fsmonitor-watchman; do
        cp "$trap" "$scratch/hooks/$hook"
    done
    touch -d 2001-02-03 plans/docs/plan.yaml
)
rm -f marks
git -C hostile status >"$said" 2>&1
[ -s marks ]
verdict 'git itself would run the programs' $? "$said"
rm -f marks
build --only scripts hostile/plans
names "$id" 'a repository that names programs'
[ ! -e marks ]
verdict 'no program is run' $? marks
# What changed is asked of git log, which may look at signatures.
cp -R hostile signed
git -C signed config log.showSignature true
git -C signed cat-file commit HEAD | awk '
    /^$/ && !done { print "gpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----"; done = 1 }
    { print }' >commit.txt
git -C signed -c core.hooksPath=/dev/null update-ref HEAD "$(git -C signed hash-object -t commit -w --stdin <commit.txt)"
rm -f marks
git -C signed --no-pager log -1 >"$said" 2>&1
[ -s marks ]
verdict 'git log itself would run a program' $? "$said"
rm -f marks
build --only site signed/plans
grep -q 'Last change: [0-9-]* by N<' out/docs/index.html
verdict 'who changed a page of it' $? out/docs/index.html
[ ! -e marks ]
verdict 'no program is run for its signatures' $? marks
# An object that is not there would be fetched.
tree_id=$(git -C hostile rev-parse HEAD:plans/docs)
rm -rf hostile/.git/objects/pack
find hostile/.git/objects -name "$(echo "$tree_id" | cut -c 3-)" -exec rm -f {} +
git -C hostile cat-file -p "$tree_id" >"$said" 2>&1
[ -s marks ]
verdict 'git itself would fetch it' $? "$said"
rm -f marks
build --only scripts hostile/plans
names "$id+changes" 'a repository that lacks an object'
[ ! -e marks ]
verdict 'nothing is fetched' $? marks

# Another object in the place of the commit.
cp -R repository replaced
git -C replaced replace -f HEAD "$(git -C replaced rev-parse HEAD~1)"
build --only scripts replaced/plans
names "$id" 'an object that is replaced'

# A program called git in the folder at hand is not git.
mkdir -p decoy && cp -R repository decoy/repository && cp trap.sh decoy/git
(cd decoy && PATH=.::$PATH && build --only scripts repository/plans)
[ ! -e marks ]
verdict 'a git in the current folder is not run' $? marks
names "$id" 'and the other one is found'
# shellcheck disable=SC2123 # that of a shell of its own
(PATH=/nowhere && build --only scripts repository/plans)
names '' 'no git, no commit'
mkdir broken && printf '#!/bin/sh\nexit 3\n' >broken/git && chmod +x broken/git
(PATH=$scratch/broken:$PATH && build --only scripts repository/plans)
names '' 'a git that fails'
printf '#!/bin/sh\nread x\necho "$x"; echo 0 commit 9999999999999\nyes\n' >broken/git
(PATH=$scratch/broken:$PATH && build --only scripts repository/plans)
names '' 'a git that talks nonsense'
printf '#!/bin/sh\nread x\necho "%s commit 2"; echo ab; read y; echo "%s tree 30"; yes\n' "$id" "$id" >broken/git
(PATH=$scratch/broken:$PATH && build --only scripts repository/plans)
names '' 'a git with trees that are none'
echo 'ref: refs/heads/gone' >replaced/.git/HEAD
build --only scripts replaced/plans
names '' 'a HEAD that leads nowhere'
echo nonsense >replaced/.git/config
build --only scripts replaced/plans
names '' 'a configuration that cannot be read'

# Git does not touch what belongs to somebody else, unless its user has said so.
if [ "$(id -u)" -eq 0 ]; then
    cp -R repository foreign
    chown -R 65534 foreign
    build --only scripts foreign/plans
    names '' 'a repository of somebody else'
    git config -f config safe.directory "$scratch/foreign"
    (GIT_CONFIG_GLOBAL=$scratch/config && build --only scripts foreign/plans)
    names "$id" 'one that its user trusts'
else
    skip 'only root can give a repository to somebody else'
fi

# ---- From the script to the report ---------------------------------------------------------

echo '# more' >>repository/plans/docs/plan.yaml
build --only scripts repository/plans
sh out/docs/runbooks/restore.sh --yes --operator N --log drill.log >"$said" 2>&1 </dev/null
verdict 'the script runs' $? "$said"
grep -q "commit=$id+changes" drill.log
verdict 'its log names the commit' $? drill.log
sh out/docs/runbooks/restore.sh --version >"$said" 2>&1
grep -q "Commit: $id+changes" "$said"
verdict 'and --version does' $? "$said"
"$binary" record --library repository/plans --history drill.db drill.log >"$said" 2>&1
verdict 'the log is taken in' $? "$said"
"$binary" report --history drill.db repository/plans >"$said" 2>&1
grep -q "$id+changes" "$said"
verdict 'the report names the commit' $? "$said"
tally
