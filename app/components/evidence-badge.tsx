import type { Level } from "#core/impact/gate.ts";
import { useLanguage } from "../language.ts";

const STEPS: Record<Level, number> = { description: 1, city: 2, country: 3 };

/** How far the data go on the way from description to a checked comparison, in words and as filled squares. */
export function EvidenceBadge({ level }: { level: Level }) {
  const { say } = useLanguage();
  return (
    <p className="evidence">
      <span className="steps" aria-hidden="true">
        {Object.values(STEPS).map((step) => (
          <span key={step} className={step <= STEPS[level] ? "on" : undefined} />
        ))}
      </span>
      <strong className="literal">{say(`impact_level_${level}`)}</strong>
    </p>
  );
}
