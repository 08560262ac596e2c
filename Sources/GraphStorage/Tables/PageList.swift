// The pages of a table as readers find them: a word per page, which is the address of the page's views or, where nobody has stepped on
// the page yet, the address of the page itself with the lowest bit set. The first step reads the page and puts the views in the word.
//
// Invariants: a word changes at most once from a page's address to its views' while readers can see it, by one atomic store that
// releases what it points at; both are kept alive by the table. A reader is valid while its table is, and for the view of a transaction
// until its next write.
// Cost: an access to a page that is there is one load, as without this, and a test of the lowest bit of what was loaded.

import GraphModel
public import Synchronization

/// Views by page.
@usableFromInline package struct PageList<View: BitwiseCopyable>: @unchecked Sendable {
  @usableFromInline let words: UnsafePointer<Atomic<UInt>>
  /// The number of pages.
  @usableFromInline package let count: Int

  @usableFromInline init(words: UnsafePointer<Atomic<UInt>>, count: Int) {
    self.words = words
    self.count = count
  }

  /// No pages.
  static var empty: PageList {
    PageList(words: UnsafePointer(bitPattern: 8).unsafelyUnwrapped, count: 0)  // safe: not null, and never read
  }

  /// The views of a page.
  /// - Precondition: `page` is below `count`.
  @inlinable subscript(page: Int) -> UnsafePointer<View> {
    let word = words[page].load(ordering: .acquiring)
    guard word & 1 == 0 else { return PageWord.views(words + page).assumingMemoryBound(to: View.self) }
    return UnsafePointer(bitPattern: word).unsafelyUnwrapped  // safe: the address of views
  }
}

/// A page as its word knows it: something that can say where its views are.
class PageOfViews: @unchecked Sendable {
  /// Where the views are, made first where nobody has asked before.
  func readyViews() -> UnsafeRawPointer { UnsafeRawPointer(StringReference.nothing) }
}

/// The words of page lists.
@usableFromInline enum PageWord {
  /// The word of views that are there.
  static func ready(_ views: UnsafeRawPointer) -> UInt { UInt(bitPattern: views) }

  /// The word of a page whose views are still to be made.
  static func pending(_ page: PageOfViews) -> UInt { UInt(bitPattern: Unmanaged.passUnretained(page).toOpaque()) | 1 }

  /// The views behind a word that was found pending, which the word shows from now on.
  @usableFromInline @inline(never) static func views(_ place: UnsafePointer<Atomic<UInt>>) -> UnsafeRawPointer {
    let word = place.pointee.load(ordering: .acquiring)
    guard word & 1 != 0, let page = UnsafeRawPointer(bitPattern: word & ~1) else {
      return UnsafeRawPointer(bitPattern: word).unsafelyUnwrapped  // safe: another thread was faster, and put an address there
    }
    // The table keeps the page alive, and with it its views.
    let views = Unmanaged<PageOfViews>.fromOpaque(page).takeUnretainedValue().readyViews()
    place.pointee.store(ready(views), ordering: .releasing)
    return views
  }
}
