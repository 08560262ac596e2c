// `innograph completions`: scripts by which shells complete the tool's own arguments.

#if CommandLine
  internal import ArgumentParser

  /// Writes a completion script.
  struct CompletionsCommand: ParsableCommand {
    /// The shells that are known.
    enum ShellName: String, CaseIterable, ExpressibleByArgument { case bash, zsh, fish }

    static let configuration = CommandConfiguration(
      commandName: "completions",
      abstract: "Write a script that completes this tool's arguments in your shell.",
      discussion: """
        bash   innograph completions bash > ~/.local/share/bash-completion/completions/innograph
        zsh    innograph completions zsh > ~/.zfunc/_innograph    (with fpath+=~/.zfunc before compinit in ~/.zshrc)
        fish   innograph completions fish > ~/.config/fish/completions/innograph.fish

        Make the folder first where it does not exist, and start a new shell.
        """)

    @Argument(help: ArgumentHelp("The shell: bash, zsh or fish.", valueName: "shell"))
    var shell: ShellName

    func run() throws {
      let script =
        switch shell {
        case .bash: Tool.completionScript(for: .bash)
        case .zsh: Tool.completionScript(for: .zsh)
        case .fish: Tool.completionScript(for: .fish)
        }
      try StandardStreams.print(script.hasSuffix("\n") ? script : script + "\n")
      if Terminal.output.isTerminal { StandardStreams.say("`innograph completions --help` says where your shell looks for this script") }
    }
  }
#endif
