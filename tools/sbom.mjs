// Prints the software bill of materials of the built page, CycloneDX 1.6: every crate that is inside, with the digest
// that Cargo.lock holds it to, its licence, and what it uses; and the standard library. The same sources give the
// same bytes: no time, no random number.
import { readFileSync } from 'node:fs';
import { inside } from './inside.mjs';

const { root, crates } = inside();
const byId = new Map(crates.map((one) => [one.id, one]));

/** The digests of the crates, as Cargo.lock has them. */
const digests = new Map(
  [...readFileSync('Cargo.lock', 'utf8').matchAll(/name = "(.*)"\nversion = "(.*)"\nsource = .*\nchecksum = "(.*)"/g)]
    .map(([, name, version, digest]) => [`${name} ${version}`, digest]),
);

const reference = ({ name, version }) => `pkg:cargo/${name}@${encodeURIComponent(version)}`;
const rust = /^channel = "(.*)"/m.exec(readFileSync('rust-toolchain.toml', 'utf8'))[1];
const standardLibrary = { type: 'library', 'bom-ref': `rust-std@${rust}`, name: 'rust-std', version: rust, licenses: [{ expression: 'MIT OR Apache-2.0' }] };

function component(one) {
  const digest = digests.get(`${one.name} ${one.version}`);
  if (!digest && one.id !== root) throw new Error(`Cargo.lock holds no digest of ${one.name} ${one.version}`);
  if (!one.license) throw new Error(`${one.name} ${one.version} names no licence`);
  return {
    type: one.id === root ? 'application' : 'library',
    'bom-ref': reference(one),
    name: one.name,
    version: one.version,
    ...(one.description && { description: one.description.replace(/\s+/g, ' ').trim() }),
    ...(digest && { hashes: [{ alg: 'SHA-256', content: digest }] }),
    // A stroke is how old crates write "or".
    licenses: [{ expression: one.license.replace(/\s*\/\s*/g, ' OR ') }],
    purl: reference(one),
    ...(one.repository && { externalReferences: [{ type: 'vcs', url: one.repository }] }),
  };
}

const dependency = (one) => {
  const uses = one.uses.map((id) => reference(byId.get(id)));
  return { ref: reference(one), dependsOn: [...new Set(one.id === root ? [...uses, standardLibrary['bom-ref']] : uses)].sort() };
};

const bill = {
  $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: { component: component(byId.get(root)) },
  components: [...crates.filter(({ id }) => id !== root).map(component), standardLibrary],
  dependencies: [...crates.map(dependency), { ref: standardLibrary['bom-ref'] }],
};
console.log(JSON.stringify(bill, null, 2));
