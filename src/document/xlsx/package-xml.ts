/** The files of a workbook other than its sheets, as XML (Office Open XML). */
import type { Language } from '../../core/locale.js'
import { escapeXml } from '../../core/escape-xml.js'
import { formatterFor } from '../../weekly/text/formatter.js'

export interface WorkbookProperties {
  title: string
  language: Language
  createdAt: Date
}

export interface PackageFile {
  name: string
  content: string
}

export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const spreadsheetNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const coreProperties = 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties'
const mediaTypePrefix = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export const formatSheetPath = (number: number): string => `xl/worksheets/sheet${number}.xml`

/** Days have the format of the reader's spreadsheet program, numbers its separators. */
const stylesXml = `<styleSheet xmlns="${spreadsheetNamespace}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE4EDF5"/></patternFill></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="7"><xf/><xf fontId="1" fillId="2" applyFont="1" applyFill="1" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf><xf applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="3" applyNumberFormat="1"/><xf numFmtId="4" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`

/** Returns the files before the sheets. The number of sheets is not known yet, so their type is the default for XML. */
export function renderLeadingFiles(properties: WorkbookProperties | undefined): PackageFile[] {
  const core = properties && { name: 'docProps/core.xml', content: renderCoreProperties(properties) }
  return [
    { name: '[Content_Types].xml', content: renderContentTypes(Boolean(core)) },
    { name: '_rels/.rels', content: renderPackageRelations(Boolean(core)) },
    ...(core ? [core] : []),
    { name: 'xl/styles.xml', content: `${declaration}${stylesXml}` },
  ]
}

function renderContentTypes(hasProperties: boolean): string {
  const overrides = [
    renderOverride('xl/workbook.xml', `${mediaTypePrefix}.sheet.main+xml`),
    renderOverride('xl/styles.xml', `${mediaTypePrefix}.styles+xml`),
    hasProperties
      ? renderOverride('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml')
      : '',
  ]
  return `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="${mediaTypePrefix}.worksheet+xml"/>${overrides.join('')}</Types>`
}

function renderPackageRelations(hasProperties: boolean): string {
  const core = renderRelation('r2', `${packageRelations}/metadata/core-properties`, 'docProps/core.xml')
  return renderRelations(
    `${renderRelation('r1', `${officeRelations}/officeDocument`, 'xl/workbook.xml')}${hasProperties ? core : ''}`,
  )
}

const renderCoreProperties = ({ title, language, createdAt }: WorkbookProperties): string =>
  `${declaration}<cp:coreProperties xmlns:cp="${coreProperties}" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:creator>Ancrage</dc:creator><dc:language>${formatterFor(language).tag}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${createdAt.toISOString().slice(0, 19)}Z</dcterms:created></cp:coreProperties>`

/** Returns the files after the sheets, which list them. */
export function renderTrailingFiles(sheetNames: readonly string[]): PackageFile[] {
  const sheets = sheetNames.map(
    (name, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="r${i + 1}"/>`,
  )
  const relations = sheetNames.map((_, i) =>
    renderRelation(`r${i + 1}`, `${officeRelations}/worksheet`, `worksheets/sheet${i + 1}.xml`),
  )
  const styles = renderRelation('rs', `${officeRelations}/styles`, 'styles.xml')
  return [
    {
      name: 'xl/workbook.xml',
      content: `${declaration}<workbook xmlns="${spreadsheetNamespace}" xmlns:r="${officeRelations}"><sheets>${sheets.join('')}</sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', content: renderRelations(`${relations.join('')}${styles}`) },
  ]
}

const renderRelations = (relations: string): string =>
  `${declaration}<Relationships xmlns="${packageRelations}">${relations}</Relationships>`

const renderRelation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`

const renderOverride = (part: string, type: string): string =>
  `<Override PartName="/${part}" ContentType="${type}"/>`
