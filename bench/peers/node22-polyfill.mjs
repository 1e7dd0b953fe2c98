// PostGraphile requires Node 22; this is the only function it uses that Node 20 does not have.
Promise.withResolvers ??= () => {
  const result = {}
  result.promise = new Promise((resolve, reject) => Object.assign(result, { resolve, reject }))
  return result
}
