import { type PointerEvent, type RefObject, useRef, useState } from "react";

type Years = { years: [number, number]; onSelect: (from: number, to: number) => void };

/** A drag shorter than this, in pixels, is a click. */
const SLACK = 8;

/**
 * Choosing years by dragging sideways over a chart, with mouse or pen; a finger scrolls the page instead. Where the
 * years lie is read from the drawing, which carries its margins.
 */
export function useBrush(canvas: RefObject<HTMLElement>, brush: Years | undefined) {
  const from = useRef<number>();
  const dragged = useRef(false);
  const [box, setBox] = useState<{ left: number; width: number }>();

  const placeOf = (event: PointerEvent): number => event.clientX - (canvas.current?.getBoundingClientRect().left ?? 0);
  const stop = (): void => {
    from.current = undefined;
    setBox(undefined);
  };
  const yearAt = (x: number): number | undefined => {
    const svgs = [...(canvas.current?.querySelectorAll<SVGSVGElement>("svg[data-left]") ?? [])];
    const svg = svgs.find((drawn) => drawn.getBoundingClientRect().width > 0);
    if (!svg || !brush) return undefined;
    const shown = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    const left = Number(svg.dataset.left) * shown;
    const right = (svg.viewBox.baseVal.width - Number(svg.dataset.right)) * shown;
    const [first, last] = brush.years;
    const year = first + Math.floor(((x - left) / (right - left)) * (last - first + 1));
    return Math.min(last, Math.max(first, year));
  };

  return {
    box,
    onDown: (event: PointerEvent): void => {
      dragged.current = false;
      if (brush && event.pointerType !== "touch" && event.button === 0) from.current = placeOf(event);
    },
    /** Whether a stretch is being chosen, so that nothing else follows the pointer. */
    onMove: (event: PointerEvent): boolean => {
      if (from.current === undefined) return false;
      const x = placeOf(event);
      if (!dragged.current && Math.abs(x - from.current) < SLACK) return false;
      if (!dragged.current) canvas.current?.setPointerCapture(event.pointerId);
      dragged.current = true;
      setBox({ left: Math.min(x, from.current), width: Math.abs(x - from.current) });
      return true;
    },
    onUp: (event: PointerEvent): void => {
      const start = from.current;
      stop();
      if (start === undefined || !dragged.current || !brush) return;
      const years = [yearAt(start), yearAt(placeOf(event))].filter((year) => year !== undefined);
      if (years.length === 2) brush.onSelect(Math.min(...years), Math.max(...years));
    },
    onCancel: stop,
    /** Whether the pointer has just ended a drag, whose click means nothing. */
    ended: (): boolean => dragged.current,
  };
}
