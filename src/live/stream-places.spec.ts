import { StreamPlaces } from './stream-places.js'

/** Takes places until one is refused. Returns how many were taken. */
function countPlaces(places: StreamPlaces, userOf: (n: number) => string, networkOf: (n: number) => string) {
  for (let n = 0; n < 3_000; n++)
    try {
      places.take(userOf(n), networkOf(n))
    } catch {
      return n
    }
  return Infinity
}

describe('open streams', () => {
  it('are at most twelve of a user, 300 of a network and 2,000 in all', () => {
    expect(countPlaces(new StreamPlaces(), () => 'user', String)).toBe(12)
    expect(countPlaces(new StreamPlaces(), String, () => 'network')).toBe(300)
    expect(countPlaces(new StreamPlaces(), String, String)).toBe(2_000)
  })

  it('give their place back once', () => {
    const places = new StreamPlaces()
    const leave = places.take('user', 'network')
    leave()
    leave()
    expect(countPlaces(places, () => 'user', String)).toBe(12)
  })
})
