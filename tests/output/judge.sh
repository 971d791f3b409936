# How the outside readers judge single products. Each function prints what is wrong, nothing when
# all is well, so that it can be tried on bad samples too. Needs $scratch.
# shellcheck shell=sh disable=SC2154

# In $as_of stands the day that the build was told, in $sheet how pdfinfo tells of the pages, where
# they are neither A4, A5 nor letter.
pdf_faults()
{
    qpdf --check "$1" >"$scratch/pdf" 2>&1 || cat "$scratch/pdf"
    pdffonts "$1" 2>&1 | awk '
        NR > 2 { fonts++ }
        # name, type and encoding may hold spaces; counted from the end they do not matter
        NR > 2 && ($(NF - 4) != "yes" || $(NF - 2) != "yes") { print "a font is not whole: " $0 }
        END { if (!fonts) print "no fonts" }'
    pdfinfo -isodates "$1" >"$scratch/pdf" 2>&1 || cat "$scratch/pdf"
    usual='\(419.528 x 595.276 pts\|(A4)\|(letter)\)'
    for wanted in 'Title: *[^ ]' 'Tagged: *yes' "Page size:.*${sheet:-$usual}" 'JavaScript: *no' \
        "CreationDate: *$as_of" 'Creator: *redbinder'; do
        grep -q "^$wanted" "$scratch/pdf" || echo "pdfinfo does not say: $wanted"
    done
    pages=$(sed -n 's/^Pages: *//p' "$scratch/pdf")
    pdftotext -bbox "$1" "$scratch/pdf" 2>&1
    awk -F '"' -v pages="${pages:-0}" '
        /<page / { width = $2; height = $4; page++; words[page] = 0 }
        /<word / {
            words[page]++
            if ($2 < 0 || $4 < 0 || $6 > width || $8 > height)
                print "off page " page ": " $0
        }
        END {
            if (page != pages || page == 0)
                print page + 0 " of " pages " pages have been read"
            for (i = 1; i <= page; i++)
                if (!words[i])
                    print "page " i " is empty"
        }' "$scratch/pdf"
}

# Does the script say the same in all shells, and leave nothing behind?
script_faults()
{
    rm -rf "$scratch/empty"
    mkdir "$scratch/empty"
    for shell in dash bash 'busybox sh'; do
        command -v "${shell%% *}" >/dev/null || continue
        # shellcheck disable=SC2086 # a shell and its option
        $shell -n "$1" 2>&1 || echo "$shell cannot read it"
        for option in --list --dry-run --help; do
            # shellcheck disable=SC2086
            (cd "$scratch/empty" && $shell "$1" $option </dev/null) >"$scratch/said" 2>&1 ||
                echo "$shell: $option ends with $?"
            [ -s "$scratch/said" ] || echo "$shell: $option says nothing"
            if [ "$shell" = dash ]; then
                cp "$scratch/said" "$scratch/dash$option"
            elif [ -e "$scratch/dash$option" ]; then
                diff "$scratch/dash$option" "$scratch/said" || echo "$shell: $option says otherwise"
            fi
        done
    done
    ls -A "$scratch/empty"
    [ -x "$1" ] || echo "is not executable"
}

# One statement of SQL should give one answer: sql_fault DATABASE ANSWER STATEMENT
sql_fault()
{
    got=$(sqlite3 "$1" "$3" 2>&1)
    [ "$got" = "$2" ] || echo "$3 gives $got"
}

database_faults()
{
    sql_fault "$1" ok 'pragma integrity_check'
    sql_fault "$1" '' 'pragma foreign_key_check'
    sql_fault "$1" 1 'select user_version > 0 from pragma_user_version'
    sql_fault "$1" 1 "select count(*) > 2 from pragma_table_list where strict = 1"
    sql_fault "$1" '' "select name from pragma_table_list where strict = 0 and type = 'table'
        and schema = 'main' and name not like 'sqlite_%'"
}

# Is the list of files whole, right, and of nothing but plain files?
manifest_faults()
{
    (
        cd "$1" || exit
        sha256sum --check --quiet --strict SHA256SUMS 2>&1
        find . -type f ! -name SHA256SUMS ! -name .redbinder | sed 's|^\./||' | LC_ALL=C sort >"$scratch/files"
        cut -c 67- SHA256SUMS | LC_ALL=C sort | diff - "$scratch/files"
        find . ! -type f ! -type d
        find . -type f -name '*.sh' ! -perm 0755
        find . -type f ! -name '*.sh' ! -perm 0644
    )
}

# Where the words of the file LIST, one a line, stand in the folder, PDFs unpacked.
leak_faults()
{
    grep -rlFf "$2" "$1"
    find "$1" -name '*.pdf' | while IFS= read -r file; do
        qpdf --qdf --object-streams=disable "$file" "$scratch/unpacked.pdf" || echo "$file"
        grep -qaFf "$2" "$scratch/unpacked.pdf" && echo "$file"
    done
}
