// Reads, from a WASM module as the linker wrote it, how much of its code belongs to which exhibit.

const CODE = 10;
const CUSTOM = 0;
const FUNCTION_NAMES = 1;

/**
 * Pairs of an exhibit's name and its share of all code, largest first. A function belongs to the exhibit whose module its
 * mangled name mentions first; what the compiler inlined elsewhere is counted there.
 */
export function codeByExhibit(bytes) {
  const { sizes, names, imports } = read(bytes);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const shares = new Map();
  sizes.forEach((size, index) => {
    const exhibit = exhibitOf(names.get(imports + index) ?? "");
    if (exhibit) {
      shares.set(exhibit, (shares.get(exhibit) ?? 0) + size / total);
    }
  });
  return [...shares].sort(([, a], [, b]) => b - a);
}

/** `neuron` for a name with `8exhibits6neuron`: mangled names carry the length of each part. */
function exhibitOf(mangled) {
  const [, length, rest] = /8exhibits(\d+)(\w+)/.exec(mangled) ?? [];
  const name = rest?.slice(0, length);
  return /^[a-z]\w*$/.test(name ?? "") && !SHARED.has(name) ? name : undefined;
}

/** Modules that all exhibits use. */
const SHARED = new Set(["fields", "frame", "island", "shared"]);

function read(bytes) {
  const reader = new Reader(bytes, 8);
  let sizes = [];
  let names = new Map();
  while (reader.more()) {
    const id = reader.byte();
    const section = reader.part(reader.number());
    if (id === CODE) {
      sizes = section.list(() => section.part(section.number()).length);
    } else if (id === CUSTOM && section.text() === "name") {
      while (section.more()) {
        const kind = section.byte();
        const part = section.part(section.number());
        if (kind === FUNCTION_NAMES) {
          names = new Map(part.list(() => [part.number(), part.text()]));
        }
      }
    }
  }
  const module = new WebAssembly.Module(bytes);
  const imports = WebAssembly.Module.imports(module).filter(({ kind }) => kind === "function").length;
  return { sizes, names, imports };
}

/** A place in a WASM file. Numbers are LEB128. */
class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  get length() {
    return this.bytes.length;
  }
  more() {
    return this.at < this.bytes.length;
  }
  byte() {
    return this.bytes[this.at++];
  }
  number() {
    for (let value = 0, scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) {
        return value;
      }
    }
  }
  part(length) {
    const start = this.at;
    this.at += length;
    return new Reader(this.bytes.subarray(start, this.at));
  }
  text() {
    return this.part(this.number()).bytes.toString("utf8");
  }
  list(item) {
    return Array.from({ length: this.number() }, item);
  }
}
