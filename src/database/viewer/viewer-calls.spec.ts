/**
 * The functions of the viewer cost some ten microseconds, and a condition calls them for each row. So a statement calls one
 * as `(select viewer_acl_tokens())`, which PostgreSQL evaluates once, or a function keeps the result in a variable.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { definitionFiles } from '../definition-files.js'

const callForEachRow = /&&&? viewer_acl_tokens\(\)|viewer_acl_tokens\(\) &&/

it('no SQL file compares rows with the tokens of the viewer by a call for each row', () => {
  const isWrong = (file: string) => callForEachRow.test(readFileSync(join('src', file), 'utf8'))
  expect(definitionFiles.filter(isWrong)).toEqual([])
})
