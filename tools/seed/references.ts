import type { Client } from 'pg'

/** The references of deals, continuing the serial numbers of the database. */
export class References {
  private constructor(
    private readonly region: string,
    private readonly last: Map<number, number>,
  ) {}

  static async from(owner: Client, region: string): Promise<References> {
    const { rows } = await owner.query<{ year: number; last: number }>(
      'select year, last from deal_reference where region = $1',
      [region],
    )
    return new References(region, new Map(rows.map(({ year, last }) => [year, last])))
  }

  readonly next = (year: number): string => {
    const serial = (this.last.get(year) ?? 0) + 1
    this.last.set(year, serial)
    return `${this.region}-${year}-${String(serial).padStart(4, '0')}`
  }

  async keep(owner: Client): Promise<void> {
    for (const [year, last] of this.last)
      await owner.query(
        `insert into deal_reference (region, year, last) values ($1, $2, $3)
         on conflict on constraint deal_reference_pkey do update set last = excluded.last`,
        [this.region, year, last],
      )
  }
}
