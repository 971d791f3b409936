# redbinder: `make help` lists the targets.
NAME    := redbinder
VERSION := 0.1.0

BUILD   ?= plain
PREFIX  ?= /usr/local
# Where README.md and docs/ are read, for reports that link to them; who publishes them says https://.
HOME_URI ?= file://$(PREFIX)/share/doc/redbinder
LIBRARY ?= plans
OUTPUT  ?= output
OUT     := .build/$(BUILD)

ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 2)
endif

# ---- what it needs (Debian package names) ----
DEPS_BUILD := gcc make pkg-config libglib2.0-dev libyaml-dev libcmark-dev libxml2-dev \
              libcairo2-dev libpango1.0-dev libfontconfig-dev libsqlite3-dev libqrencode-dev nettle-dev \
              fonts-open-sans fonts-dejavu-core
DEPS_TEST  := check clang clang-format dash busybox bash shellcheck libxml2-utils cmark \
              poppler-utils qpdf sqlite3 git mandoc python3 python3-jsonschema universal-ctags pmccabe bsdutils \
              time chromium fonts-droid-fallback
PACKAGES   := glib-2.0 yaml-0.1 libcmark libxml-2.0 cairo cairo-pdf pangocairo pangoft2 \
              fontconfig sqlite3 libqrencode nettle

# ---- how it is compiled ----
WARNINGS := -Wall -Wextra -Wconversion -Wsign-conversion -Wshadow -Wstrict-prototypes \
            -Wmissing-prototypes -Wwrite-strings -Wvla -Wformat=2 -Wundef -Wpointer-arith \
            -Wswitch-enum
ifdef CI
WERROR ?= 1
endif
FLAGS_plain := -O2 -g
FLAGS_clang := -O2 -g
FLAGS_asan  := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
               -fno-sanitize-recover=all
ifeq ($(BUILD),clang)
CC := clang
endif
FLAGS := -std=c11 -D_GNU_SOURCE -Igenerator $(WARNINGS) $(if $(WERROR),-Werror) \
         $(FLAGS_$(BUILD)) -DREDBINDER_VERSION='"$(VERSION)"' \
         -DREDBINDER_DATADIR='"$(PREFIX)/share/redbinder"' -DREDBINDER_HOME='"$(HOME_URI)"'

# Asked for once, and not before they are needed: `make deps site` installs them first.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(PACKAGES)))$(PKG_CFLAGS)
PKG_LIBS   = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PACKAGES)))$(PKG_LIBS)
CHECK_LIBS = $(eval CHECK_LIBS := $$(shell pkg-config --libs check))$(CHECK_LIBS)
COMPILE    = $(CC) $(FLAGS) $(PKG_CFLAGS) $(CPPFLAGS) $(CFLAGS) -MMD -MP

SOURCES  := $(sort $(wildcard generator/*/*.c))
OBJECTS  := $(SOURCES:generator/%.c=$(OUT)/%.o)
UNIT     := $(sort $(wildcard tests/unit/test_*.c))
UNIT_BIN := $(UNIT:tests/unit/%.c=$(OUT)/unit/%)
PROGRAM  := $(OUT)/$(NAME)

.DELETE_ON_ERROR:
.PHONY: all units site check test asan clang lint fuzz hostile soak bench docs bless format deps install clean help

all: $(PROGRAM) ## build the program

$(OUT)/%.o: generator/%.c $(if $(filter deps,$(MAKECMDGOALS)),| deps)
	@mkdir -p $(@D)
	@echo "  cc   $<"
	@$(COMPILE) -c $< -o $@

$(OUT)/libredbinder.a: $(OBJECTS)
	@rm -f $@
	@$(AR) rcs $@ $^

$(PROGRAM): $(OUT)/main.o $(OUT)/libredbinder.a
	@echo "  link $@"
	@$(CC) $(FLAGS) $(LDFLAGS) $^ -o $@ $(PKG_LIBS) -lm

$(OUT)/unit/%: tests/unit/%.c $(OUT)/libredbinder.a
	@mkdir -p $(@D)
	@echo "  cc   $<"
	@$(COMPILE) $< $(OUT)/libredbinder.a -o $@ $(PKG_LIBS) $(CHECK_LIBS) -lm

-include $(OBJECTS:.o=.d) $(OUT)/main.d $(UNIT_BIN:=.d)

site: $(PROGRAM) ## compile plans/ into output/, with the evidence that lies beside the plans
	@$(PROGRAM) record --library $(LIBRARY) $(sort $(wildcard $(LIBRARY)/*/evidence/*))
	@$(PROGRAM) build --quiet --output $(OUTPUT) $(LIBRARY)
	@echo "open $(OUTPUT)/index.html"

check: $(PROGRAM) ## say what is wrong with plans/
	@$(PROGRAM) check $(LIBRARY)

test: $(PROGRAM) $(UNIT_BIN) ## run all tests
	@tests/run.sh $(OUT)

asan: ## run all tests under AddressSanitizer and UBSan
	@$(MAKE) --no-print-directory BUILD=asan test

units: $(UNIT_BIN) ## build the unit tests, not run them

clang: ## build the program and its tests with clang, every warning an error
	@$(MAKE) --no-print-directory BUILD=clang WERROR=1 all units

lint: $(PROGRAM) ## check the arrows between rooms, the fences, the sizes and the manuals
	@tests/lint/run.sh $(PROGRAM)

fuzz: ## mutate the plans 100,000 times under the sanitizers (long)
	@$(MAKE) --no-print-directory BUILD=asan all
	@tests/fuzz/run.sh .build/asan 100000

hostile: $(OUT)/libredbinder.a ## run 10,000 runbook scripts of random text (long)
	@ONLY=case_random_texts RANDOM_TEXTS=10000 tests/scripts/run.sh $(OUT)

soak: $(PROGRAM) ## kill the program 200 times while it records and merges (long)
	@tests/cli/faults.sh $(PROGRAM) 200

bench: $(PROGRAM) ## time builds of 10, 100 and 1000 plans beside the floor
	@tests/bench/bench.sh $(OUT)

docs: $(PROGRAM) ## write docs/format.md, docs/schema/, docs/rules.md and docs/frameworks.md from the program's tables
	@mkdir -p docs/schema
	@$(PROGRAM) schema --markdown >docs/format.md
	@for kind in library people plan part runbook; do \
	  $(PROGRAM) schema $$kind >docs/schema/$$kind.json || exit 1; done
	@tests/tools/rules_md.sh $(PROGRAM) >docs/rules.md
	@tests/tools/frameworks_md.sh $(PROGRAM) >docs/frameworks.md.new
	@mv docs/frameworks.md.new docs/frameworks.md

bless: $(PROGRAM) ## accept the present output of the golden and rule cases and the look of pages: read the diff
	@BLESS=1 tests/rules/run.sh $(PROGRAM)
	@BLESS=1 tests/golden/run.sh $(PROGRAM)
	@BLESS=1 tests/pages/run.sh $(OUT)

format: ## format the C sources
	@clang-format -i generator/*.c generator/*/*.[ch] tests/*/*.[ch]

deps: ## install the packages that building and testing need (Debian)
	@tests/tools/deps.sh $(DEPS_BUILD) $(DEPS_TEST)
	@tests/tools/node_deps.sh

install: $(PROGRAM) ## install below PREFIX (and DESTDIR)
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/$(NAME)
	cd templates && find . -type f -exec install -D -m 644 {} \
	  $(DESTDIR)$(PREFIX)/share/redbinder/templates/{} \;
	cd assets && find . -type f -exec install -D -m 644 {} \
	  $(DESTDIR)$(PREFIX)/share/redbinder/assets/{} \;
	install -D -m 644 docs/redbinder.1 $(DESTDIR)$(PREFIX)/share/man/man1/redbinder.1
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/doc/redbinder README.md LICENSE CHANGELOG.md
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/doc/redbinder/docs docs/*.md
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/doc/redbinder/docs/schema docs/schema/*.json

clean: ## remove what was built
	rm -rf .build

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r target text; \
	  do printf '  %-8s %s\n' "$$target" "$$text"; done
