import fc from "fast-check";

// A change is judged by the same cases each time. `FC_SEED=$RANDOM npm test` looks further.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_121) });
