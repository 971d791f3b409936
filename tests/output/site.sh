#!/bin/sh
# usage: tests/output/site.sh BINARY
# What a site has beside its documents: whom to call, who changed a page and where it is edited, the
# feed of changes, and what search engines are told.
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

# build ARGUMENT...: the site alone, into out/, where nothing of another build is left to be found.
build()
{
    rm -rf out
    "$binary" build --quiet --as-of 2026-11-21 --only site --history none.db --output out "$@" \
        >"$said" 2>&1 </dev/null || fail "build $*" "$said"
}

# says FILE WORDS NAME: the file of the site holds the words.
says()
{
    grep -qF -e "$2" "out/$1"
    verdict "$3: no '$2' in $1" $? "out/$1"
}

silent()
{
    [ -s "out/$1" ] && ! grep -qF -e "$2" "out/$1"
    verdict "$3: '$2' in $1" $? "out/$1"
}

# A library of two plans in the folder $1.
make_library()
{
    mkdir -p "$1/docs/runbooks" "$1/shop"
    echo 'title: Small library' >"$1/redbinder.yaml"
    echo 'people: [{id: ana, name: Ana Ito}]' >"$1/people.yaml"
    printf 'title: Documents\nreviewed: 2026-03-04\napproved: 2027-01-01\nservices: [{id: api, rto: 4h}]\n' \
        >"$1/docs/plan.yaml"
    printf 'title: Restore\nsteps:\n  - {id: fetch, title: Fetch it, run: "true"}\n' \
        >"$1/docs/runbooks/restore.yaml"
    printf 'title: Shop\nservices: [{id: till, rto: 4h}]\n' >"$1/shop/plan.yaml"
}

# ---- Search engines ------------------------------------------------------------------------

make_library bare
build bare
says index.html '<meta name="robots" content="noindex, nofollow"/>' 'pages send search engines away'
[ "$(cat out/robots.txt)" = 'User-agent: *
Disallow: /' ]
verdict 'so does robots.txt' $? out/robots.txt
[ ! -e out/sitemap.xml ]
verdict 'no list of pages without an address' $?
{
    echo 'url: "https://dr.octo.test/plans"'
    echo 'search-engines: true'
} >>bare/redbinder.yaml
build bare
silent index.html robots 'pages let them in'
[ "$(cat out/robots.txt)" = 'User-agent: *
Disallow:
Sitemap: https://dr.octo.test/plans/sitemap.xml' ]
verdict 'robots.txt lets them in' $? out/robots.txt
find out -name '*.html' | sed 's|^out|https://dr.octo.test/plans|' | sort >pages
sed -n 's|.*<loc>\(.*\)</loc>.*|\1|p' out/sitemap.xml | sort >listed
[ -s pages ] && cmp -s pages listed
verdict 'the list of pages has all of them' $? listed
says feed.xml 'href="https://dr.octo.test/plans/docs/index.html"' 'the feed leads there'

# ---- Whom to call --------------------------------------------------------------------------

mkdir -p calls/held calls/ladder calls/nobody calls/silent calls/watch
echo 'title: Calls' >calls/redbinder.yaml
cat >calls/people.yaml <<END
people:
  - {id: ana, name: Ana Ito, phone: +49 30 901820, left: 2026-10-31}
  - {id: joao, name: Joao Reis, phone: +49 30 901821}
  - {id: eve, name: Eve Holm}
teams: [{id: desk, name: Night desk, email: desk@octo.test}]
END
cat >calls/held/plan.yaml <<END
title: Held
roles: [{id: chief, name: Chief, holders: [ana], alternates: [joao]}]
contacts: [{who: chief, as: First contact, when: at any hour}, desk]
END
printf 'title: Ladder\nescalation: [{level: 1, who: desk}]\n' >calls/ladder/plan.yaml
printf 'title: Nobody\n' >calls/nobody/plan.yaml
printf 'title: Silent\nroles: [{id: chief, name: Chief, holders: [ana], alternates: [eve]}]\n' \
    >calls/silent/plan.yaml
cat >calls/watch/plan.yaml <<END
title: Watch
contacts: [ana]
roles: [{id: chief, name: Chief, roster: [{who: eve, when: "mon-fri 08:00-18:00"}, {who: ana, when: "sat,sun 00:00-24:00"}]}]
END

# calls DAY: the rows of the first page on that day, without their links.
calls()
{
    build --only site,markdown --as-of "$1" calls
    sed -n '/^## Whom to call/,/^## What is overdue/s/^| \[\(.*\)$/\1/p' out/index.md |
        sed 's/]([^)]*)//g; s/\[//g'
}

calls 2026-11-21 >rows
cat >expected <<END
Held | Joao Reis | +49 30 901821 | First contact | at any hour |
Ladder | Night desk | desk@octo.test | first of the escalation | – |
Nobody | **nobody is named** | – | – | – |
Silent | Eve Holm | **no number** | Chief | – |
Watch | Eve Holm | **no number** | Chief | mon-fri 08:00-18:00 |
Watch | Ana Ito | **has left** | Chief | sat,sun 00:00-24:00 |
END
diff expected rows >"$said"
verdict 'whom to call of each plan, on the day' $? "$said"
says now.html '<a href="tel:+4930901821">+49 30 901821</a>' 'a number is dialled at a touch'
calls 2026-10-01 | grep -qxF 'Held | Ana Ito | +49 30 901820 | First contact | at any hour |'
verdict 'on an earlier day somebody else was called' $? out/index.md

# ---- Anchors -------------------------------------------------------------------------------

mkdir -p worded/docs/runbooks
echo 'title: Worded' >worded/redbinder.yaml
# words SUFFIX: a plan whose every title ends in SUFFIX.
words()
{
    cat >worded/docs/plan.yaml <<END
title: Documents$1
about: |
  How we restore$1.
services: [{id: api, name: Service$1, rto: 4h}]
data: [{id: db, name: Data$1, rpo: 1h}]
sites: [{id: here, name: Site$1}]
risks: [{id: flood, name: Risk$1, likelihood: low, impact: high}]
failures: [{id: crash, name: Failure$1}]
scenarios: [{id: outage, name: Scenario$1, affects: [api], rto: 4h, runbooks: [restore]}]
messages: [{id: word, name: Message$1, body: Text}]
exercises: [{id: drill, name: Exercise$1, type: tabletop, every: 1y}]
practices: [{id: care, name: Practice$1, items: [be careful]}]
END
    printf 'title: Restore%s\nsteps: [{id: fetch, title: Step%s, run: "true"}]\n' "$1" "$1" \
        >worded/docs/runbooks/restore.yaml
    printf '# Chapter%s\n\nText.\n\n## Part%s {#part}\n\nText.\n' "$1" "$1" >worded/docs/notes.md
    build worded
    grep -ro ' id="[a-z0-9-]*"' out/docs --include=*.html | sort
}

words '' >anchors
for id in plan runbook service-api data-db risk-flood failure-crash scenario-outage message-word exercise-drill care \
    step-fetch notes part; do
    grep -qF " id=\"$id\"" anchors
    verdict "there is an anchor $id" $? anchors
done
words ' in other words' >reworded
diff anchors reworded >"$said"
verdict 'anchors stay when titles are reworded' $? "$said"

# ---- Without git ---------------------------------------------------------------------------

build bare
says index.html 'Last change: history not available' 'without git nothing is known'
silent index.html 'Edit this page' 'without an address nothing can be edited'
says feed.xml '<title>Documents was reviewed</title>' 'the feed has reviews'
says feed.xml '<updated>2026-03-04T00:00:00Z</updated>' 'with their day'
silent feed.xml approved 'what lies ahead has not happened'

# ---- With git ------------------------------------------------------------------------------

if ! has git; then
    tally
    exit
fi

# commit NAME DAY SUBJECT: all that lies in repository/.
commit()
{
    git -C repository add -A &&
        GIT_COMMITTER_DATE="$2T23:30:00+02:00" git -C repository -c user.name="$1" \
            -c user.email=n@localhost.test commit -q --date "2001-01-01T00:00:00Z" -m "$3" >"$said" 2>&1 ||
        fail "commit $3" "$said"
}

mkdir repository
git init -q repository
make_library repository/plans
# shellcheck disable=SC2016 # text
echo 'edit-url: https://git.octo.test/a?b&file=plans/{path}' >>repository/plans/redbinder.yaml
commit 'Ana Ito' 2026-02-01 'Begin'
echo 'about: More.' >>repository/plans/docs/runbooks/restore.yaml
commit 'Eve "x" &amp; & co' 2026-02-02 'Say <b>more</b> & more ]]>'
echo 'about: More.' >>repository/plans/shop/plan.yaml
echo elsewhere >repository/README
commit 'Joao Reis' 2026-02-03 'Say more of the shop'
build repository/plans
says index.html 'Last change: 2026-02-01 by Ana Ito' 'a page knows who changed it'
says shop/index.html 'Last change: 2026-02-03 by Joao Reis' 'and so does a plan'
says docs/index.html 'Last change: 2026-02-01 by Ana Ito' 'whatever its runbooks do'
says docs/compliance.html 'Last change: 2026-02-02 by Eve "x" &amp;amp; &amp; co, the latest of its sources' \
    'what is reckoned from a plan is as new as the newest of it'
for name in gaps now services changes build compliance/index; do
    says $name.html 'Last change: 2026-02-03 by Joao Reis, the latest of its sources' \
        'what is reckoned from all plans is as new as the newest'
    silent $name.html 'Edit this page' 'what is reckoned is edited nowhere'
done
says docs/runbooks/restore.html 'Last change: 2026-02-02 by Eve "x" &amp;amp; &amp; co' \
    'a name is text'
says docs/runbooks/restore.html \
    '<a href="https://git.octo.test/a?b&amp;file=plans/docs/runbooks/restore.yaml">Edit this page</a>' \
    'a page leads to its source'
says shop/index.html 'file=plans/shop/plan.yaml">Edit this page<' 'a plan to its plan.yaml'
# Each key of a plan may stand in a file of its own, and its page is edited there.
mkdir parts
cp -R repository/plans parts
echo 'risks: [{id: flood, name: Flood, likelihood: low, impact: high}]' >parts/plans/shop/dangers.yaml
printf '# Stock\n\nIn the cellar.\n' >parts/plans/shop/stock.md
build parts/plans
says shop/risks.html 'file=plans/shop/dangers.yaml">Edit this page<' 'a chapter to where it is written'
says shop/more.html 'file=plans/shop/stock.md">Edit this page<' 'text to its file'
says shop/objectives.html 'file=plans/shop/plan.yaml">Edit this page<' 'the rest to plan.yaml'
build --edition public parts/plans
silent shop/risks.html 'Edit this page' 'outsiders edit no part either'
build repository/plans
says feed.xml '<title>Say &lt;b&gt;more&lt;/b&gt; &amp; more ]]&gt;</title>' 'the subject of a commit is text'
says feed.xml '<updated>2026-02-03T23:30:00+02:00</updated>' 'its time is that of the commit'
says feed.xml '<summary>Shop</summary>' 'it says which plan'
[ "$(sed -n 's|^  <updated>\(.*\)</updated>|\1|p' out/feed.xml)" = 2026-03-04T00:00:00Z ]
verdict 'the feed is as new as its newest entry' $? out/feed.xml
if has xmllint; then
    xmllint --noout --nonet out/feed.xml >"$said" 2>&1
    verdict 'the feed is XML' $? "$said"
fi
git -C repository config log.showRoot false
build repository/plans
says index.html 'Last change: 2026-02-01 by Ana Ito' 'the first commit counts wherever git does not show it'
git -C repository config --unset log.showRoot
cp out/feed.xml before
build repository/plans
cmp -s before out/feed.xml
verdict 'the same commit gives the same feed' $?
sed -i 's/^title: Small library/title: Large library/' repository/plans/redbinder.yaml
commit 'Ana Ito' 2026-02-04 'Another title'
build repository/plans
grep -o 'urn:uuid:[-0-9a-f]*' before | sed 1d | grep -v "$(grep -B2 was before | grep -o 'urn:uuid:[-0-9a-f]*')" >ids
[ "$(wc -l <ids)" -eq 3 ] && [ "$(grep -cFf ids out/feed.xml)" -eq 3 ]
verdict 'commits keep their ids' $? ids
echo 'title: New' >repository/plans/docs/runbooks/new.yaml
build repository/plans
says docs/runbooks/new.html 'Last change: not in the history yet' 'a file that was not committed'
build --commit none repository/plans
says index.html 'Last change: history not available' '--commit none asks git nothing'
build --edition public repository/plans
silent gaps.html 'Last change' 'outsiders need not know the latest change'
silent docs/index.html 'Last change' 'outsiders need not know who changed a page'
silent docs/index.html 'Edit this page' 'nor where it is edited'
silent docs/runbooks/restore.html redbinder-runbook 'nor keep a record'
silent feed.xml 'Say more of the shop' 'nor read of commits'

# A history that is longer than what is read of it: the runbook of long/ came with the first commit.
mkdir long
git init -q long
make_library long/library
(
    cd long/library || exit 3
    git add -A
    git -c user.name=Ana -c user.email=n@localhost.test commit -q -m Begin
    awk -v parent="$(git rev-parse HEAD)" 'BEGIN {
        for (i = 1; i <= 20000; i++) {
            print "commit refs/heads/long\ncommitter Ana <n@localhost.test> " 1770000000 + i " +0000"
            print "data 1\nx"
            if (i == 1) print "from " parent
            print "M 644 inline library/redbinder.yaml\ndata <<END\ntitle: Small library\n# " i "\nEND\n"
        }
    }' | git fast-import --quiet && git checkout -q -f long
) >"$said" 2>&1
verdict 'a long history' $? "$said"
build long/library
says index.html 'Last change: 2026-02-02 by Ana' 'the newest of a long history is read'
says docs/runbooks/restore.html 'Last change: not in the latest 20000 commits' \
    'what was changed before those that are read'
git clone -q --depth 1 "file://$scratch/repository" shallow
build shallow/plans
says shop/index.html 'Last change: history not available' 'a shallow clone'
tally
