import { type ClipboardEvent, type DragEvent, useState } from 'react';
import { readTextFile } from './attach/readTextFile';
import type { Draft } from './useDraft';

/** Takes files that are chosen, dropped or pasted as attachments. */
export function useFileDrop(draft: Draft, isDisabled: boolean) {
  const [isOver, setOver] = useState(false);
  const addFiles = async (files: File[]) => {
    for (const file of files) {
      try {
        draft.attach(await readTextFile(file));
      } catch (error) {
        draft.refuse('file', file.name, error);
      }
    }
  };
  const hasFiles = (event: DragEvent) =>
    !isDisabled && event.dataTransfer.types.includes('Files');
  return {
    isOver,
    addFiles,
    onPasteFiles: (event: ClipboardEvent): boolean => {
      const files = [...event.clipboardData.files];
      if (isDisabled || files.length === 0) return false;
      event.preventDefault();
      addFiles(files);
      return true;
    },
    dropHandlers: {
      onDragOver: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: (event: DragEvent) => {
        if (!isInside(event)) setOver(false);
      },
      onDrop: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        addFiles([...event.dataTransfer.files]);
      },
    },
  };
}

function isInside(event: DragEvent): boolean {
  return (
    event.relatedTarget instanceof Node &&
    event.currentTarget.contains(event.relatedTarget)
  );
}
