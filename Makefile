# The commands of the project. Each sets up what it needs first; a second run repeats no set-up.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
TOOLS := source tools/paths.sh;

.PHONY: serve build command test bench repairs faults screenshots pages lint native-tests engine-tests test-engines bench-engines bench-reports browser-tests check-build end-to-end goldens fuzz soak mutants import-table import-table-browser texts-table test-browsers deny sbom reproduce release set-up set-up-tests clean

## serve: build the form and open it at http://127.0.0.1:8080/
serve: set-up
	$(TOOLS) tools/serve.sh

## build: make dist/, plain files for any static server, and weigh them
build: set-up
	$(TOOLS) trunk build --release --offline --quiet
	node tools/size.mjs

## command: make the command nianbao, target/command/nianbao
command: set-up
	cargo build --locked --offline --profile command --bin nianbao

## test: every check, from formatting to the finished page in a browser
test: set-up-tests lint native-tests engine-tests browser-tests check-build end-to-end

## test-browsers: the end-to-end suite in Chromium, Firefox and WebKit, then the page in real Chromium 83 and 92
test-browsers: build
	tools/setup.sh browsers
	for engine in chromium firefox webkit; do tools/suite.sh $$engine; done
	$(TOOLS) node tools/old-browsers.mjs 83="$$TOOLS/chromium-83/chrome" 92="$$TOOLS/chromium-92/chrome"

set-up:
	tools/setup.sh build

set-up-tests:
	tools/setup.sh test

lint: set-up
	cargo fmt --check
	cargo clippy --locked --offline --lib --bins --benches --examples --test it --test engines --test e2e --quiet -- -D warnings
	cargo clippy --locked --offline --target wasm32-unknown-unknown --lib --bins --test browser --test panic --quiet -- -D warnings
	$(TOOLS) eslint --config tools/eslint.config.mjs tools/*.js
	$(TOOLS) stylelint --config tools/stylelint.config.mjs "style/*.css"
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --offline --no-deps --quiet

# Here properties are tried on the same inputs every time; `cargo test` alone draws others.
native-tests: set-up
	$(TOOLS) PROPTEST_RNG_SEED=2026 cargo test --locked --offline --lib --test it

## engine-tests: the questions in SQL on DuckDB beside what the core says
engine-tests: set-up-tests
	$(TOOLS) NIANBAO_PYTHON="$$TOOLS/python/bin/python" cargo test --locked --offline --test engines

## test-engines: the same questions on DuckDB, Apache Spark (a master, two workers) and ClickHouse (chDB, two shards)
test-engines: set-up
	tools/setup.sh engines
	$(TOOLS) NIANBAO_PYTHON="$$TOOLS/engines/bin/python" cargo test --locked --offline --test engines -- --include-ignored

## bench-engines: so many reports as tables, checked and added up by DuckDB, Spark and pandas (COUNTS="10000 100000 1000000"; a million takes 11 GB and half an hour)
bench-engines: command
	tools/setup.sh engines
	cargo build --locked --offline --profile bench --example reports
	$(TOOLS) "$$TOOLS/engines/bin/python" tests/engines/bench.py target/engines $(or $(COUNTS),10000)

## bench-reports: so many reports read, checked and added up in the browser, beside JSON.parse (COUNT=1000 for fewer)
bench-reports: build set-up-tests
	rm -rf target/reports
	cargo run --locked --offline --profile bench --example reports -- $(or $(COUNT),10000) target/reports
	$(TOOLS) NIANBAO_MANY="$$PWD/target/reports" cargo test --locked --offline --test e2e -- --ignored --nocapture many::

browser-tests: set-up-tests
	$(TOOLS) CHROMEDRIVER="$$(command -v chromedriver)" cargo test --locked --offline --target wasm32-unknown-unknown --test browser --test panic

## The built page: runs on browsers of the lowered feature set, and is valid HTML, as are the goldens.
check-build: build set-up-tests
	$(TOOLS) for module in dist/*.wasm; do wasm-opt --mvp-features --enable-mutable-globals --quiet "$$module" -o /dev/null; done
	$(TOOLS) eslint --no-ignore --config tools/eslint.config.mjs dist/*.js
	$(TOOLS) html-validate --config tools/htmlvalidate.json dist/index.html tests/goldens/*.html

end-to-end: build set-up-tests
	$(TOOLS) cargo test --locked --offline --test e2e -- --test-threads=2

## screenshots: every page at 1366 × 768 and 360 px, into screenshots/
screenshots: build set-up-tests
	$(TOOLS) cargo test --locked --offline --test e2e -- looks

## pages: every export in both editions, as browsers show and print it and as LibreOffice does, into pages/
pages: build set-up-tests
	rm -rf pages
	$(TOOLS) NIANBAO_PAGES=pages cargo test --locked --offline --test it -- writer_opens_the_file libreoffice_prints_it
	$(TOOLS) NIANBAO_PAGES=pages cargo test --locked --offline --test e2e -- --ignored pages::
	$(TOOLS) cd pages; for pdf in *.pdf; do pdftoppm -r 60 -png "$$pdf" "$${pdf%.pdf}-page"; done

## bench: one report and files from outside natively, then the built page against those in bench/peers, as ratios to the bare one
bench: build set-up-tests
	cargo bench --locked --offline --bench report --bench import --bench export
	npm ci --prefix bench --silent --no-audit --no-fund
	npm run build --prefix bench --silent
	cd bench && node bench.mjs bare=peers/vanilla "nianbao=../dist::.form input::#/new/2020" surveyjs=peers/surveyjs

## repairs: how often the right repair is among the first three, slip by slip
repairs: set-up
	cargo test --locked --offline --quiet --test it -- --nocapture the_right_repair_is_among

## import-table: how the reports in the folders NIANBAO_REPORTS and NIANBAO_CONVERTED come in, file by file
import-table: set-up
	cargo test --locked --offline --quiet --test it -- --nocapture --test-threads=1 importing::every_report

## import-table-browser: the same by the built page, from choosing a file to the downloaded JSON
import-table-browser: build set-up-tests
	$(TOOLS) cargo test --locked --offline --quiet --test e2e -- --nocapture --ignored import_table::

## texts-table: what the rules find, miss and call wrong without cause in the texts of the reports in NIANBAO_REPORTS; and what they find in the unread ones in NIANBAO_TEXTS, if that names a folder
texts-table: set-up
	cargo test --locked --offline --quiet --test it -- --nocapture --test-threads=1 reports_read::the_texts sentences_read::every_sentence

## faults: every fault of the store, injected, and what becomes of the draft; then the soak test
faults: build set-up-tests
	$(TOOLS) { cargo test --locked --offline --quiet --test it -- --nocapture --test-threads=1 faults:: drafts:: soak::; \
	  cargo test --locked --offline --quiet --test e2e -- --nocapture --test-threads=1 keeping:: reload; } \
	  | sed -n -E 's/^[.]*([^.].*(｜|没有丢失).*)/\1/p; /test result/p'

## goldens: accept what the program writes now; look at the difference before committing it
goldens: build set-up-tests
	UPDATE_EXPECT=1 cargo test --offline --test it
	$(TOOLS) UPDATE_EXPECT=1 cargo test --offline --test e2e -- report::

## fuzz: damaged files for the readers and the recogniser, a minute for each kind (SECONDS=600 for longer)
fuzz: set-up
	tools/fuzz.sh $(or $(SECONDS),60)

## soak: a random clerk at the finished page, against the page without a browser; an hour (SECONDS=600 for less)
soak: build set-up-tests
	$(TOOLS) NIANBAO_SOAK=$(or $(SECONDS),3600) cargo test --locked --offline --test e2e -- --ignored --nocapture soak::

## mutants: alter rules, recogniser and reading of texts, place by place, and list what no test notices (goes on where it ended)
mutants: set-up
	tools/setup.sh mutants
	$(TOOLS) tools/mutants.sh

## reproduce: build the commit twice, in two folders, and compare every byte
reproduce:
	tools/reproduce.sh

## release: make the folder to copy, with the page, the single file, the guide, licences and checksums
release: build screenshots sbom
	tools/release.sh

## deny: the licences, sources and advisories of all crates, against deny.toml
deny:
	tools/setup.sh deny
	tools/deny.sh

## sbom: what is inside the page, as CycloneDX, into target/nianbao.cdx.json
sbom: set-up
	mkdir -p target
	node tools/sbom.mjs > target/nianbao.cdx.json

clean:
	rm -rf dist release target screenshots pages tools/node_modules
