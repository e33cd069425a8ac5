// Made from the Rust types by `UPDATE_BINDINGS=1 cargo test -p api --test bindings`. Never edited.

import type { ErrorCode, ExportFormat, NoteCode, Paper, ProblemCode, Product, Style } from './types';

export const ERROR_CODES: readonly ErrorCode[] = [
  'bad_ask',
  'not_found',
  'outlet_taken',
  'issue_changed',
  'library_newer',
  'not_a_library',
  'library_read_only',
  'library_full',
  'library_busy',
  'library_damaged',
  'library_unreadable',
  'file_not_written',
  'export_foreign',
  'export_damaged',
  'export_failed',
  'logo_not_read',
  'pack_foreign',
  'pack_damaged',
  'pack_other_version',
  'pack_unreadable',
  'cancelled',
  'internal',
];

export const PROBLEM_CODES: readonly ProblemCode[] = [
  'file_missing',
  'no_permission',
  'not_a_file',
  'folder_loop',
  'empty_file',
  'unknown_format',
  'unsupported_format',
  'damaged',
  'encrypted',
  'too_large',
  'file_changed',
  'nothing_found',
  'unknown_columns',
  'no_text_layer',
  'parser_stopped',
  'read_failed',
];

export const NOTE_CODES: readonly NoteCode[] = [
  'open_quote',
  'open_bracket',
  'closing_bracket',
  'lone_or',
  'no_value',
  'unknown_value',
  'bad_date',
  'nothing_of_that_name',
  'too_much',
];

export const EXPORT_FORMATS: readonly ExportFormat[] = [
  'pdf',
  'html',
  'docx',
  'epub',
  'md',
  'eml',
];

export const STYLES: readonly Style[] = [
  'classic',
  'modern',
  'gazette',
];

export const PAPERS: readonly Paper[] = [
  'a4',
  'letter',
];

export const PRODUCTS: readonly Product[] = [
  'whole',
  'summaries',
  'clippings',
];
