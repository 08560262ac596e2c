// What is wrong with an open database. Damage is found when a table is first looked at, deep inside reading that cannot fail; it is
// noted here, and whoever hands out answers or commits asks here first. Once noted it stays: no answer is given that might lack
// what could not be read.

package import GraphModel
import Synchronization

/// The faults of an open database.
package final class StoreHealth: Sendable {
  private struct State {
    var damage: FileFault?
    var refusal: FileFault?
    var notices: [String] = []
  }

  private let path: String
  private let state = Mutex(State())
  private let isDamaged = Atomic(false)

  /// A sound database of a file.
  package init(path: String) { self.path = path }

  /// What helps where bytes are not what they were.
  static let mend = "restore a backup; `innograph check` shows all damage, `innograph salvage` writes what is whole to a new file"

  /// Notes damage; the first stays. Whoever finds that counts disagree need not know the file nor the mend.
  func note(damage: FileFault) {
    var damage = damage
    if damage.path.isEmpty { damage.path = path }
    if damage.hint == nil { damage.hint = Self.mend }
    state.withLock { if $0.damage == nil { $0.damage = damage } }
    isDamaged.store(true, ordering: .releasing)
  }

  /// Notes why nothing can be written any more; the first reason stays.
  func refuseWrites(_ reason: FileFault) { state.withLock { if $0.refusal == nil { $0.refusal = reason } } }

  /// Whether anything can still be written.
  var isWritable: Bool { state.withLock { $0.damage == nil && $0.refusal == nil } }

  /// Notes something that its user should be told.
  func note(_ notice: String) { state.withLock { $0.notices.append(notice) } }

  /// What was noted to be told, in order.
  package var notices: [String] { state.withLock { $0.notices } }

  /// Refuses to go on where damage was found. Cost: one load where there is none.
  package func requireSound() throws(StorageError) {
    guard isDamaged.load(ordering: .acquiring), let damage = state.withLock({ $0.damage }) else { return }
    throw .file(damage)
  }

  /// Refuses to write where that is no longer possible.
  func requireWritable() throws(StorageError) {
    try requireSound()
    if let reason = state.withLock({ $0.refusal }) { throw .file(reason) }
  }
}
