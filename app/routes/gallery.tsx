import { useLoaderData } from "@remix-run/react";
import { gallery } from "#app/.server/gallery.ts";
import { ChartFigure } from "../components/chart-figure.tsx";

// In development only (app/routes.ts): the charts by the names of their files.
export function loader() {
  return gallery();
}

export default function Gallery() {
  const charts = useLoaderData<typeof loader>();
  return (
    <div className="charts">
      {charts.map(({ name, drawing }) => (
        <ChartFigure key={name} title={name} alternative={name} drawing={drawing} />
      ))}
    </div>
  );
}
