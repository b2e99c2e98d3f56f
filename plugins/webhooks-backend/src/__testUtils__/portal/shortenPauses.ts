const { random } = Math;
let share = 1;

// Before any other module is loaded, as some keep the function.
Math.random = () => random() * share;

/** Everything that is drawn at random, as the pauses between attempts are, comes out small from now on. */
export function shortenPauses(): void {
  share = 0.05;
}
