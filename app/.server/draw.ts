import * as Plot from "@observablehq/plot";
import { SvgDocument, type SvgElement } from "./svg-document.ts";

/** One chart drawn twice: for a phone and for a wide column. The page shows the one that fits its container. */
export type Drawing = { narrow: string; wide: string };

export type Size = { width: number; narrow: boolean };

const SIZES: Record<keyof Drawing, Size> = {
  narrow: { width: 360, narrow: true },
  wide: { width: 680, narrow: false },
};

/** Draws a chart with Observable Plot, without a browser. */
export function draw(build: (size: Size) => Plot.PlotOptions): Drawing {
  return { narrow: svg(build(SIZES.narrow), SIZES.narrow), wide: svg(build(SIZES.wide), SIZES.wide) };
}

/** One drawing of the size its options name. */
export function drawOne(options: Plot.PlotOptions): string {
  return svg(options, { width: options.width ?? SIZES.narrow.width });
}

function svg(options: Plot.PlotOptions, { width }: Pick<Size, "width">): string {
  const plot = Plot.plot({
    width,
    ...options,
    style: { background: "none", color: "var(--ink-soft)", fontSize: "12px", overflow: "visible" },
    document: new SvgDocument() as unknown as Document,
  }) as unknown as SvgElement;
  plot.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  // Where the frame lies, so that the script of the page can tell which year is under the pointer.
  if (options.marginLeft !== undefined) plot.setAttribute("data-left", options.marginLeft);
  if (options.marginRight !== undefined) plot.setAttribute("data-right", options.marginRight);
  // The figure carries the text alternative and the table; the drawing itself is silent to assistive technology.
  plot.setAttribute("aria-hidden", "true");
  return plot.outerHTML;
}

/**
 * A render transform that marks each drawn element with the identity of its row, so that the script of the page can
 * find the text of a point by hovering or by arrow keys.
 */
export function identify<T>(rows: readonly T[], id: (row: T) => string, hint: (row: T) => string): Plot.RenderFunction {
  return function render(index, scales, values, dimensions, context, next) {
    const group = next?.(index, scales, values, dimensions, context) as unknown as SvgElement | null;
    group?.children.forEach((element, at) => {
      const row = rows[index[at] as number];
      if (row === undefined) return;
      element.setAttribute("data-point", id(row));
      const title = element.ownerDocument.createElementNS("http://www.w3.org/2000/svg", "title");
      title.textContent = hint(row);
      element.appendChild(title);
    });
    return group as unknown as SVGElement;
  };
}
