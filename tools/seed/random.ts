import { generateMersenne53Randomizer, type Randomizer } from '@faker-js/faker'
import { instant } from './calendar.js'

/** Seeded random numbers: the same seed gives the same sequence. */
export class Random {
  readonly randomizer: Randomizer

  constructor(seed: number) {
    this.randomizer = generateMersenne53Randomizer(seed)
  }

  /** Returns a whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.randomizer.next() * (high - low + 1))
  }

  /** Returns true with this probability. */
  isTrue(probability: number): boolean {
    return this.randomizer.next() < probability
  }

  one<T>(list: readonly T[]): T {
    return list[this.int(0, list.length - 1)]!
  }

  /** Returns at most `count` different elements. */
  some<T>(list: readonly T[], count: number): T[] {
    const left = [...list]
    return Array.from(
      { length: Math.min(count, left.length) },
      () => left.splice(this.int(0, left.length - 1), 1)[0]!,
    )
  }

  /** Returns one of the keys, with probabilities in proportion to the weights. */
  weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K {
    const entries = Object.entries(weights) as [K, number][]
    let rest = this.randomizer.next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [key, weight] of entries) if ((rest -= weight) < 0) return key
    return entries.at(-1)![0]
  }

  /** Returns a number with two significant digits. */
  round(low: number, high: number): number {
    const value = low * (high / low) ** this.randomizer.next()
    const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1)
    return Math.round(value / step) * step
  }

  /** Returns a UUID v7 for a row created on this day. */
  id(day: number): string {
    const time = Math.floor(Date.parse(instant(day)) + this.randomizer.next() * 86_400_000)
    const [a, b, c, d] = [this.bits(12), this.bits(12), this.bits(24), this.bits(24)]
    const head = time.toString(16).padStart(12, '0')
    const group = (8 + this.int(0, 3)).toString(16) + b
    return `${head.slice(0, 8)}-${head.slice(8)}-7${a}-${group}-${c}${d}`
  }

  private bits(count: number): string {
    return Math.floor(this.randomizer.next() * 2 ** count)
      .toString(16)
      .padStart(count / 4, '0')
  }
}
