#!/bin/sh
# Tests mvnw with made-up JDKs and a made-up Maven in a temporary folder. Exits 0 when every check holds.
# Usage: src/test/sh/mvnw_test.sh [shell that runs mvnw, default sh]
set -eu

shell=$(command -v "${1:-sh}")
root=$(cd "$(dirname "$0")/../../.." && pwd -P)
work=$(cd "$(mktemp -d)" && pwd -P)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# All that mvnw may call besides mvn and java; the real PATH would bring the machine's own JDK and Maven.
mkdir "$work/tools"
for tool in sh dirname readlink sed sort; do
    ln -s "$(command -v "$tool")" "$work/tools/$tool"
done

project="$work/my project"
mkdir "$project"
cp "$root/mvnw" "$project/mvnw"
echo '<project/>' >"$project/pom.xml"

script() { # script FILE: an executable made of standard input
    mkdir -p "$(dirname "$1")"
    { echo '#!/bin/sh' && cat; } >"$1"
    chmod +x "$1"
}

jdk() { # jdk FOLDER VERSION: a JDK with a release file
    bare_jdk "$1" 'not asked'
    printf 'IMPLEMENTOR="Nobody"\nJAVA_VERSION="%s"\nJAVA_VERSION_DATE="2025-10-21"\n' "$2" >"$1/release"
}

bare_jdk() { # bare_jdk FOLDER VERSION: a JDK that has to be run to know its version
    script "$1/bin/java" <<END
read -r stolen || :
echo 'openjdk version "$2" 2025-10-21' >&2
END
    echo : | script "$1/bin/javac"
}

maven() { # maven FOLDER VERSION: tells what it was called with, and what it read
    script "$1/mvn" <<END
if [ "\$1" = --version ]; then
    read -r stolen || :
    printf '\033[1mApache Maven %s (abc)\033[m\nJava version: 25\n' '$2'
    exit 0
fi
echo "java=\$JAVA_HOME"
(: 3<&0) 2>/dev/null && echo stdin=open
read -r line && echo "read=\$line"
for argument in "\$@"; do echo "arg=\$argument"; done
exit \${MVN_EXIT:-0}
END
}

# run VARIABLE=VALUE... -- ARGUMENT...: mvnw with only these variables; leaves its output, errors and status.
# The folders of the whole machine are not searched unless a case says so.
run() {
    status=0
    path="$work/maven:$work/tools"
    case " $* " in *" PATH="*) ;; *) set -- PATH="$path" "$@" ;; esac
    case " $* " in *" COUNTERMAND_JDK_DIRS="*) ;; *) set -- COUNTERMAND_JDK_DIRS= "$@" ;; esac
    split "$@" >"$work/out" 2>"$work/err" || status=$?
}

split() { # puts mvnw where the -- is
    count=$#
    while [ "$count" -gt 0 ]; do
        if [ "$1" = -- ]; then set -- "$@" "$shell" "$mvnw"; else set -- "$@" "$1"; fi
        shift
        count=$((count - 1))
    done
    env -i "$@"
}

check() { # check NAME COMMAND...
    name=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $name (exit $status)"
        sed 's/^/  out: /' "$work/out"
        sed 's/^/  err: /' "$work/err"
    fi
}

succeeds_with() { [ "$status" -eq 0 ] && [ ! -s "$work/err" ] && grep -qxF "$1" "$work/out"; }
succeeds_without() { [ "$status" -eq 0 ] && ! grep -qF "$1" "$work/out"; }
read_nothing() { succeeds_with stdin=open && succeeds_without read=; }
gives_args() { [ "$status" -eq 0 ] && [ "$(grep '^arg=' "$work/out")" = "$1" ]; }
fails_saying() {
    [ "$status" -eq 1 ] && [ ! -s "$work/out" ] && [ "$(wc -l <"$work/err")" -eq 1 ] && grep -qF "$1" "$work/err"
}

maven "$work/maven" 3.8.7
jdk "$work/jdks/eight" 1.8.0_402
jdk "$work/jdks/seventeen" 17.0.15
jdk "$work/jdks/the twenty five" 25.0.1
jdk "$work/jdks/twenty-six" 26
seventeen="$work/jdks/seventeen"
twenty_five="$work/jdks/the twenty five"
mvnw=./mvnw
cd "$project"

echo '# JAVA_HOME'
run JAVA_HOME="$twenty_five" -- verify
check 'JAVA_HOME with 25 is used' succeeds_with "java=$twenty_five"
run JAVA_HOME="$work/jdks/twenty-six" COUNTERMAND_JDK_DIRS="$work/jdks" -- verify
check 'JAVA_HOME with something newer is used' succeeds_with "java=$work/jdks/twenty-six"
run JAVA_HOME="$seventeen" COUNTERMAND_JDK_DIRS="$work/jdks" -- verify
check 'JAVA_HOME with 17 is passed over' succeeds_with "java=$twenty_five"
bare_jdk "$work/bare/25" 25.0.2
run JAVA_HOME="$work/bare/25" -- verify
check 'a JDK without a release file is asked' succeeds_with "java=$work/bare/25"
jdk "$work/jre" 25.0.1
rm "$work/jre/bin/javac"
run JAVA_HOME="$work/jre" -- verify
check 'a runtime without javac will not do' fails_saying 'no JDK 25'

echo '# PATH'
mkdir "$work/links"
ln -s "$twenty_five/bin/javac" "$work/links/javac"
run PATH="$work/links:$work/maven:$work/tools" -- verify
check 'a javac on the PATH leads to its JDK' succeeds_with "java=$twenty_five"
run PATH="$seventeen/bin:$work/maven:$work/tools" COUNTERMAND_JDK_DIRS="$work/jdks" -- verify
check 'a 17 on the PATH is passed over' succeeds_with "java=$twenty_five"

echo '# usual places'
run COUNTERMAND_JDK_DIRS="$work/none:$work/jdks" -- verify
check '25 is preferred to newer' succeeds_with "java=$twenty_five"
jdk "$work/new/a27" 27.0.1
jdk "$work/new/b26" 26.0.1
run COUNTERMAND_JDK_DIRS="$work/new" -- verify
check 'without 25 the lowest newer one is taken' succeeds_with "java=$work/new/b26"
jdk "$work/mac/jdk-25.jdk/Contents/Home" 25.0.1
run COUNTERMAND_JDK_DIRS="$work/mac" -- verify
check 'the layout of macOS is known' succeeds_with "java=$work/mac/jdk-25.jdk/Contents/Home"
for place in .sdkman/candidates/java .jdks .asdf/installs/java .local/share/mise/installs/java; do
    home="$work/home of $(echo "$place" | tr / _)"
    jdk "$home/$place/17" 17.0.15
    jdk "$home/$place/25.0.1-tem" 25.0.1-LTS
    run HOME="$home" PATH="$seventeen/bin:$work/maven:$work/tools" -- verify
    check "$place in HOME is searched" succeeds_with "java=$home/$place/25.0.1-tem"
done

echo '# what is missing'
run COUNTERMAND_JDK_DIRS="$work/none" -- verify
check 'no JDK, no HOME' fails_saying 'no JDK 25 or newer was found: install one'
run HOME="$work" JAVA_HOME="$seventeen" PATH="$seventeen/bin:$work/maven:$work/tools" -- verify
check 'only a 17' fails_saying 'no JDK 25 or newer was found: install one'
run JAVA_HOME="$twenty_five" PATH="$work/tools" -- verify
check 'no Maven' fails_saying 'Maven was not found: install Maven 3.8.7 or newer'
for version in 3.8.6 3.6.3 2.2.1; do
    maven "$work/maven $version" "$version"
    run JAVA_HOME="$twenty_five" PATH="$work/maven $version:$work/tools" -- verify
    check "Maven $version" fails_saying "Maven 3.8.7 or newer is needed, but mvn is $version"
done
for version in 3.8.8 3.9.11 3.10.0 4.0.0-rc-4; do
    maven "$work/maven $version" "$version"
    run JAVA_HOME="$twenty_five" PATH="$work/maven $version:$work/tools" -- verify
    check "Maven $version" succeeds_with "arg=verify"
done
echo 'exit 1' | script "$work/broken maven/mvn"
run JAVA_HOME="$twenty_five" PATH="$work/broken maven:$work/tools" -- verify
check 'a Maven that cannot start' fails_saying 'mvn is of unknown version'

echo '# arguments'
run JAVA_HOME="$twenty_five" -- -q 'a b' '*' ''
check 'arguments arrive as they were given' gives_args "$(printf 'arg=-q\narg=a b\narg=*\narg=')"
run JAVA_HOME="$twenty_five" MVN_EXIT=7 -- verify
check "Maven's exit code is mvnw's" [ "$status" -eq 7 ]
mkdir "$work/elsewhere"
cd "$work/elsewhere"
mvnw="$project/mvnw"
run JAVA_HOME="$twenty_five" -- verify
check 'from elsewhere it builds this project' gives_args "$(printf 'arg=-f\narg=%s\narg=verify' "$project/pom.xml")"
mvnw="../my project/mvnw"
run JAVA_HOME="$twenty_five" -- verify
check 'also by a relative path' gives_args "$(printf 'arg=-f\narg=%s\narg=verify' "$project/pom.xml")"
run JAVA_HOME="$twenty_five" -- -f other.xml verify
check 'unless -f names another' gives_args "$(printf 'arg=-f\narg=other.xml\narg=verify')"
run JAVA_HOME="$twenty_five" -- --file=other.xml verify
check 'or --file= does' gives_args "$(printf 'arg=--file=other.xml\narg=verify')"
run JAVA_HOME="$twenty_five" -- -fae verify
check '-fae names no file' gives_args "$(printf 'arg=-f\narg=%s\narg=-fae\narg=verify' "$project/pom.xml")"
cd "$project"
mvnw=./mvnw

echo '# standard input'
run JAVA_HOME="$twenty_five" -- verify <&-
check 'closed: Maven finds it open and empty' read_nothing
run JAVA_HOME="$twenty_five" -- verify </dev/null
check 'nothing to read' read_nothing
echo hello >"$work/hello"
run JAVA_HOME="$work/bare/25" -- verify <"$work/hello"
check 'what is there reaches Maven' succeeds_with read=hello

echo '# the file itself'
check 'mvnw is executable' [ -x "$root/mvnw" ]

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
