// Builds what a browser loads into build/static/: one stylesheet and one script a surface, and one sprite of icons.
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import cascadeLayers from "@csstools/postcss-cascade-layers";
import { build, transform } from "esbuild";
import postcss from "postcss";

const OUT = "build/static";
const SURFACES = ["phone", "projector", "console", "report"];
// Loaded when the part of a page that needs it comes; see static/js/parts.js.
const PARTS = ["drawing"];
const TARGET = ["safari15", "chrome90"];

// A strict CSP leaves no `style` attribute for sizes that depend on data. `@import "scale:data-v --v 0 100 1 %"`
// stands for the rules `[data-v="0"]{--v:0%}` to `[data-v="100"]{--v:100%}`.
const scales = {
  name: "scales",
  setup(builder) {
    builder.onResolve({ filter: /^scale:/ }, ({ path }) => ({ path: path.slice(6), namespace: "scale" }));
    builder.onLoad({ filter: /.*/, namespace: "scale" }, ({ path }) => {
      const [attribute, property, first, last, step, unit = ""] = path.split(" ");
      const rules = [];
      for (let value = +first; value <= +last; value += +step) {
        rules.push(`[${attribute}="${value}"]{${property}:${value}${unit}}`);
      }
      return { contents: rules.join("\n"), loader: "css" };
    });
  },
};

async function stylesheet(surface) {
  const { outputFiles } = await build({
    entryPoints: [`static/css/${surface}.css`],
    bundle: true,
    write: false,
    plugins: [scales],
    logLevel: "warning",
  });
  // Safari before 15.4 and Chromium before 99 drop whole `@layer` blocks: the order becomes specificity here.
  const { css } = await postcss([cascadeLayers()]).process(outputFiles[0].text, { from: undefined });
  const { code } = await transform(css, { loader: "css", minify: true, target: TARGET });
  await writeFile(`${OUT}/css/${surface}.css`, code);
}

async function sprite() {
  const names = (await readdir("static/icons")).filter((name) => name.endsWith(".svg")).sort();
  const symbols = await Promise.all(
    names.map(async (name) => {
      const shapes = (await readFile(`static/icons/${name}`, "utf8")).replace(/^<svg[^>]*>|<\/svg>\s*$/g, "");
      return `<symbol id="i-${name.slice(0, -4)}" viewBox="0 0 24 24">${shapes}</symbol>`;
    }),
  );
  await writeFile(`${OUT}/icons.svg`, `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`);
}

await Promise.all([mkdir(`${OUT}/css`, { recursive: true }), mkdir(`${OUT}/js`, { recursive: true })]);
await Promise.all([
  ...SURFACES.map(stylesheet),
  sprite(),
  copyFile("static/icon.svg", `${OUT}/icon.svg`),
  build({
    entryPoints: [...SURFACES, ...PARTS].map((name) => `static/js/${name}.js`),
    outdir: `${OUT}/js`,
    bundle: true,
    minify: true,
    format: "iife",
    target: TARGET,
    legalComments: "inline",
    logLevel: "warning",
  }),
]);
