/** The time of the values that a page shows. Without `asOf`: today; without `knownAt`: what is known now. */
export interface Moment {
  asOf?: string | undefined
  knownAt?: string | undefined
}
