// What only workers have, and so is missing from TypeScript's "dom".
interface FileSystemSyncAccessHandle {
  close(): void;
  flush(): void;
  getSize(): number;
  read(into: ArrayBufferView, options: { at: number }): number;
  truncate(size: number): void;
  write(from: ArrayBufferView, options: { at: number }): number;
}

interface FileSystemFileHandle {
  createSyncAccessHandle(): Promise<FileSystemSyncAccessHandle>;
}
