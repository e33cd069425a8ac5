/** The one door to the machine: what the page may ask, and what it is told. */
import type { OperationName, Operations } from './generated/operations';
import type {
  BackupList,
  EncoderState,
  ErrorView,
  Event,
  ExportAs,
  FileId,
  IssueId,
  JobId,
  LibraryExported,
  LibraryImported,
  Restored,
  WatchedFolder,
} from './generated/types';

/** What the shell tells beside the library's own events. */
export type WindowEvent =
  | { event: 'drop_hover' }
  | { event: 'drop_left' }
  | { event: 'closing' }
  | { event: 'import_started'; job: JobId }
  | { event: 'import_refused'; error: ErrorView }
  | { event: 'work_progress'; done: number; total: number | null };

export type Tidings = Event | WindowEvent;

export type Saved = { path: string; replaced: number };

/** Whole, cut short, no voice for the language, or nobody there to read. */
export type ReadAloud = 'whole' | 'cut' | 'no_voice' | 'nobody';

export type Host = {
  /** Rejects with an `ErrorView`. */
  call<Name extends OperationName>(
    operation: Name,
    ask: Operations[Name]['ask'],
  ): Promise<Operations[Name]['answer']>;
  /** One listener; a later one replaces it. */
  watch(listener: (told: Tidings) => void): Promise<void>;
  /** Null where the reader closed the dialog. */
  choose_files(): Promise<JobId | null>;
  choose_folder(): Promise<JobId | null>;
  /** Watched from then on; null where the reader closed the dialog. */
  choose_watched_folder(): Promise<WatchedFolder | null>;
  /** An encoder pack, installed from then on; null where the reader closed the dialog. */
  choose_encoder(): Promise<EncoderState | null>;
  import_sample(): Promise<JobId>;
  export_issue_as(id: IssueId, how: ExportAs): Promise<Saved | null>;
  /** False where the link is not one that may be opened: anything but http and https. */
  open_link(url: string): Promise<boolean>;
  /** False where the file is not there any more. */
  show_in_folder(file: FileId): Promise<boolean>;
  /** Copies of the library, also of one that cannot be opened. */
  list_backups(): Promise<BackupList>;
  /** Puts the copy in the library's place, and opens it. */
  restore_backup(name: string): Promise<Restored>;
  /** All of it as open files, into a folder that is asked for; null where the reader closed the dialog. */
  export_library_to(): Promise<LibraryExported | null>;
  /** Makes the library that of an export, and opens it; null where the reader closed the dialog. */
  import_library_from(): Promise<LibraryImported | null>;
  /** Of the export or import of all of it: the library is as it was. */
  stop_work(): Promise<void>;
  /** The size of everything, in percent. */
  set_zoom(percent: number): Promise<void>;
  /** Where a picture that came with an article is had. */
  picture_address(hash: string): string;
  /** Whether this system has voices. */
  can_read_aloud(): Promise<boolean>;
  /** Answers when the sentence has ended. */
  read_sentence(text: string, language: string): Promise<ReadAloud>;
  /** Ends the sentence that is being read. */
  hush(): Promise<void>;
  /** A notice of the desktop's, where the window is not looked at; false where it was not shown. */
  notify_away(title: string, text: string): Promise<boolean>;
  /** While a button of the mouse is held: the desktop goes on with a drag of these as files. */
  drag_out(files: { name: string; text: string }[]): Promise<boolean>;
  /** The answer to `closing`: nothing is left to write. */
  close_window(): Promise<void>;
};
