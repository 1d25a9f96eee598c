/** Uniform numbers from 0 to 1, the same for the same seed everywhere (Park and Miller's generator). */
export function seeded(seed: number): () => number {
  const MODULUS = 2_147_483_647;
  let state = (seed % (MODULUS - 1)) + 1;
  return () => {
    state = (state * 48_271) % MODULUS;
    return (state - 1) / (MODULUS - 1);
  };
}
