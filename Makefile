# `make help` lists what there is. Everything else is in scripts/.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
PERIOD ?=
REPO ?=

# On macOS the Swift library is part of the system and can't be linked statically.
ifeq ($(shell uname -s),Darwin)
RELEASE := -c release
else
RELEASE := -c release --static-swift-stdlib
endif

.PHONY: help build demo test check-generated lint format snapshots bench bench-pushes bench-report bench-page generate install clean requirements

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | \
	  awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

build: ## build the release binary: .build/release/countersign
	scripts/install-requirements build
	$(SWIFT) build $(RELEASE) --product countersign
	ln -sf countersign .build/release/git-countersign

demo: build ## audit a small example repository; or yours: make demo REPO=PATH [PERIOD=2026-Q1]
	@scripts/demo "$(REPO)" "$(PERIOD)"

test: requirements check-generated lint ## everything that CI checks
	$(SWIFT) build --build-tests
	scripts/check-hooks
	scripts/check-ci
	scripts/check-demo
	$(SWIFT) test --skip-build

requirements:
	scripts/install-requirements
	scripts/install-validators

check-generated:
	scripts/generate-pages --check
	scripts/generate-hooks --check
	scripts/generate-page --check

lint: ## the style of the Swift sources and of all shell scripts
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift
	grep -rlE --exclude-dir=.work '^#!.*[/ ](ba)?sh$$' .ci Benchmarks ci hooks scripts | xargs shellcheck

format: ## rewrite the Swift sources in the project's style
	$(SWIFT) format --in-place --recursive Sources Tests Package.swift

snapshots: ## record the expected outputs anew; read the difference before you commit it
	RECORD_SNAPSHOTS=1 $(SWIFT) test || true
	git status --short -- Tests

bench: build ## measure against git on generated repositories of up to 1,000,000 commits
	Benchmarks/bench

bench-pushes: build ## measure pushes to a server with the hooks, beside the same pushes without
	Benchmarks/bench-pushes

bench-report: build ## measure reports of 50,000 and 100,000 changes beside the audits that they are written from
	Benchmarks/bench-report

bench-page: build ## measure the page of a report of 50,000 changes in Chromium
	Benchmarks/bench-page

generate: ## rewrite the sources that are made from docs/findings, hooks/ and page/
	scripts/generate-pages
	scripts/generate-hooks
	scripts/generate-page

install: ## install the binary and the hooks below PREFIX=/usr/local; after make build
	@test -x .build/release/countersign || { echo "there is no binary yet: run make build" >&2; exit 1; }
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/countersign/hooks"
	install -m 755 .build/release/countersign "$(DESTDIR)$(PREFIX)/bin/countersign"
	ln -sf countersign "$(DESTDIR)$(PREFIX)/bin/git-countersign"
	install -m 755 hooks/* "$(DESTDIR)$(PREFIX)/share/countersign/hooks"

clean: ## remove what was built, the demo and the benchmark's repositories
	rm -rf .build demo Benchmarks/.work
