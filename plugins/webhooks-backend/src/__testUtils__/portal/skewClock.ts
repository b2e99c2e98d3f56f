/** Makes `Date` tell another time, from now on and for the whole process. Timers are not affected. */
export function skewClock(byMs: number): void {
  const RealDate = Date;

  class SkewedDate extends RealDate {
    constructor(...args: any[]) {
      if (args.length === 0) super(SkewedDate.now());
      else super(...(args as [number]));
    }

    static now(): number {
      return RealDate.now() + byMs;
    }
  }

  globalThis.Date = SkewedDate as DateConstructor;
}
