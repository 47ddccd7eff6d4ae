// What is inside the built page: every crate that the program or the worker is compiled from.
import { execFileSync } from 'node:child_process';

/**
 * Asks cargo. Returns the crates by their name and version, each as `cargo metadata` has it, with what it is
 * compiled from directly (`uses`), and the id of the program itself. Macros run while it is built and are not in it.
 */
export function inside() {
  const args = ['metadata', '--locked', '--offline', '--format-version=1', '--filter-platform=wasm32-unknown-unknown'];
  const { packages, resolve } = JSON.parse(execFileSync('cargo', args, { maxBuffer: 1 << 28 }));
  const described = new Map(packages.map((one) => [one.id, one]));
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const isMacro = (id) => described.get(id).targets.some(({ kind }) => kind.includes('proc-macro'));
  const found = new Map();
  const visit = (id) => {
    if (found.has(id)) return;
    const normal = nodes.get(id).deps.filter(({ pkg, dep_kinds: kinds }) => kinds.some(({ kind }) => kind === null) && !isMacro(pkg));
    found.set(id, { ...described.get(id), uses: normal.map(({ pkg }) => pkg) });
    normal.forEach(({ pkg }) => visit(pkg));
  };
  visit(resolve.root);
  const order = (one, other) => one.name.localeCompare(other.name, 'en') || one.version.localeCompare(other.version, 'en', { numeric: true });
  return { root: resolve.root, crates: [...found.values()].sort(order) };
}
