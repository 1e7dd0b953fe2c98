/** Returns titles of columns, each once whatever its case: a number follows where two are the same. */
export function makeUniqueTitles(titles: readonly string[]): string[] {
  const taken = new Set<string>()
  return titles.map((title) => {
    let unique = title
    for (let i = 2; taken.has(unique.toLowerCase()); i++) unique = `${title} ${i}`
    taken.add(unique.toLowerCase())
    return unique
  })
}
