/** SQL as tagged text: values become parameters, fragments nest. The only way SQL is written in this program. */
export { default as sql, bulk, empty, join, raw, type Sql } from 'sql-template-tag';
