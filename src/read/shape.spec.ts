import { addFilter, setShapeField, shapeOf, type Condition, type ShapeField } from './shape.js'

class Person {}
class Employee extends Person {}

const personType = () => Person
const field = (key: string): ShapeField => ({ form: 'one', type: personType, key, nullable: true })
const condition = (sql: string): Condition => ({ description: 'A condition.', args: {}, sql })

describe('a type that extends another', () => {
  beforeAll(() => {
    shapeOf(Person)
    shapeOf(Employee)
  })

  it('has the fields and conditions that the other gets later', () => {
    setShapeField(Person, 'later', field('later'))
    addFilter(Person, 'laterOnly', condition('later'))
    expect(shapeOf(Employee).fields.get('later')).toEqual(field('later'))
    expect(shapeOf(Employee).conditions.get('laterOnly')).toEqual(condition('later'))
  })

  it('keeps its own, and gives none to the other', () => {
    setShapeField(Employee, 'name', field('own'))
    addFilter(Employee, 'named', condition('own'))
    expect([shapeOf(Person).fields.has('name'), shapeOf(Person).conditions.has('named')]).toEqual([
      false,
      false,
    ])
    setShapeField(Person, 'name', field('general'))
    addFilter(Person, 'named', condition('general'))
    expect(shapeOf(Employee).fields.get('name')).toEqual(field('own'))
    expect(shapeOf(Employee).conditions.get('named')).toEqual(condition('own'))
  })
})
