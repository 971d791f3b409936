# redbinder: `make help` lists the targets.
BUILD  ?= plain
PREFIX ?= /usr/local
PYTHON ?= python3
LIBRARY ?= plans
OUTPUT  ?= output
NAME    := redbinder
VERSION := 0.1.0
OUT     := .build/$(BUILD)

PACKAGES := glib-2.0 yaml-0.1 libcmark libxml-2.0 cairo cairo-pdf pangocairo pangoft2 fontconfig \
            sqlite3 libqrencode
WARNINGS := -Wall -Wextra -Wconversion -Wsign-conversion -Wshadow -Wstrict-prototypes \
            -Wmissing-prototypes -Wwrite-strings -Wvla -Wformat=2 -Wundef -Wpointer-arith \
            -Wswitch-enum
ifdef CI
WERROR ?= 1
endif

FLAGS_plain := -O2 -g
FLAGS_asan  := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
               -fno-sanitize-recover=all
FLAGS_clang := -O2 -g
ifeq ($(BUILD),clang)
CC := clang
endif
FLAGS := -std=c11 -D_GNU_SOURCE -Igenerator $(WARNINGS) $(if $(WERROR),-Werror) $(FLAGS_$(BUILD)) \
         -DREDBINDER_VERSION='"$(VERSION)"' -DREDBINDER_DATADIR='"$(PREFIX)/share/redbinder"'
PKG_CFLAGS := $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
PKG_LIBS   := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null)
CHECK_LIBS  = $(shell pkg-config --libs check)

SOURCES := $(sort $(wildcard generator/*/*.c))
OBJECTS := $(SOURCES:generator/%.c=$(OUT)/%.o)
UNIT    := $(sort $(wildcard tests/unit/test_*.c))
UNIT_BIN := $(UNIT:tests/unit/%.c=$(OUT)/unit/%)
COMPILE = $(CC) $(FLAGS) $(PKG_CFLAGS) $(CPPFLAGS) $(CFLAGS) -MMD -MP

all: $(OUT)/$(NAME) ## build the program

$(OUT)/%.o: generator/%.c
	@mkdir -p $(@D)
	$(COMPILE) -c $< -o $@

$(OUT)/libredbinder.a: $(OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $^

$(OUT)/$(NAME): $(OUT)/main.o $(OUT)/libredbinder.a
	$(CC) $(FLAGS) $(LDFLAGS) $^ -o $@ $(PKG_LIBS) -lm

$(OUT)/unit/%: tests/unit/%.c $(OUT)/libredbinder.a
	@mkdir -p $(@D)
	$(COMPILE) $< $(OUT)/libredbinder.a -o $@ $(PKG_LIBS) $(CHECK_LIBS) -lm

-include $(OBJECTS:.o=.d) $(OUT)/main.d $(UNIT_BIN:=.d)
