import { useNavigate } from "@remix-run/react";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";
import type { Drawing } from "../.server/draw.ts";
import { useLanguage } from "../language.ts";
import { useBrush } from "./brush.ts";

type Tip = { x: number; y: number; below: boolean; text: string };

/**
 * A chart drawn on the server, with its title, text alternative, source line and table. The script adds a hint under
 * the pointer, arrow keys along the points, and a way from each point to its receipt.
 */
export function ChartFigure(props: {
  title: string;
  id?: string;
  /** The chart in a sentence, for those who cannot see it. */
  alternative: string;
  drawing: Drawing;
  /** The years on the horizontal axis, where a stretch of them can be chosen by dragging; a form offers the same. */
  brush?: { years: [number, number]; onSelect: (from: number, to: number) => void };
  legend?: ReactNode;
  caption?: ReactNode;
  children?: ReactNode;
}) {
  const { say, to } = useLanguage();
  const navigate = useNavigate();
  const canvas = useRef<HTMLDivElement>(null);
  const [tip, setTip] = useState<Tip>();
  const [at, setAt] = useState(-1);
  const brush = useBrush(canvas, props.brush);

  const points = (): SVGGraphicsElement[] => {
    const shown = canvas.current?.querySelectorAll<SVGGraphicsElement>("[data-point]") ?? [];
    return [...shown].filter((p) => p.getBoundingClientRect().width > 0).sort((a, b) => left(a) - left(b));
  };
  const show = (point: SVGGraphicsElement | undefined): void => {
    for (const p of points()) p.classList.toggle("on", p === point);
    const frame = canvas.current?.getBoundingClientRect();
    if (!point || !frame) {
      setTip(undefined);
      return;
    }
    const box = point.getBoundingClientRect();
    const x = box.left + box.width / 2 - frame.left;
    const y = box.top + box.height / 2 - frame.top;
    const edge = Math.min(140, frame.width * 0.4);
    setTip({
      x: Math.min(Math.max(x, edge), frame.width - edge),
      y,
      below: y < 90,
      text: point.querySelector("title")?.textContent ?? "",
    });
  };
  const nearest = (event: PointerEvent): SVGGraphicsElement | undefined => {
    let best: SVGGraphicsElement | undefined;
    let distance = 60;
    for (const point of points()) {
      const box = point.getBoundingClientRect();
      const d = Math.hypot(box.left + box.width / 2 - event.clientX, box.top + box.height / 2 - event.clientY);
      if (d < distance) {
        best = point;
        distance = d;
      }
    }
    return best;
  };
  const open = (point: SVGGraphicsElement | undefined): void => {
    const id = point?.dataset.point;
    if (id) navigate(to(`/receipts/${id}`));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const all = points();
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step && all.length > 0) {
      event.preventDefault();
      const next = (at + step + all.length) % all.length;
      setAt(next);
      show(all[next]);
    } else if (event.key === "Enter" && at >= 0) open(all[at]);
    else if (event.key === "Escape") show(undefined);
  };

  return (
    <figure className="plot" id={props.id}>
      <h3>{props.title}</h3>
      {props.legend}
      <div
        ref={canvas}
        className={props.brush ? "canvas brushable" : "canvas"}
        role="img"
        aria-label={props.alternative}
        aria-description={say("chart_keyboard_hint")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys walk along the points
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => show(undefined)}
        onPointerDown={brush.onDown}
        onPointerMove={(event) => (brush.onMove(event) ? show(undefined) : show(nearest(event)))}
        onPointerUp={brush.onUp}
        onPointerCancel={brush.onCancel}
        onPointerLeave={() => show(undefined)}
        onClick={(event) => {
          if (!brush.ended()) open(nearest(event as unknown as PointerEvent));
        }}
      >
        <Svg className="narrow" html={props.drawing.narrow} />
        {props.drawing.wide && <Svg className="wide" html={props.drawing.wide} />}
        {brush.box && <div className="brush" style={brush.box} />}
        {tip && (
          <div className={tip.below ? "tip below" : "tip"} style={{ left: tip.x, top: tip.y }}>
            {tip.text}
          </div>
        )}
      </div>
      {props.brush && <p className="small soft no-print brush-hint">{say("compare_brush")}</p>}
      <p className="hidden" aria-live="polite">
        {at >= 0 ? tip?.text : ""}
      </p>
      {props.caption && <figcaption>{props.caption}</figcaption>}
      {props.children && (
        <details className="data">
          <summary>{say("table_summary")}</summary>
          <div className="scroll">{props.children}</div>
        </details>
      )}
    </figure>
  );
}

/** Our own drawing, made by the server of this page from escaped text. */
function Svg({ className, html }: { className: string; html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by app/.server/draw.ts, which escapes every text
  return <div className={className} dangerouslySetInnerHTML={{ __html: html }} />;
}

function left(element: Element): number {
  return element.getBoundingClientRect().left;
}
