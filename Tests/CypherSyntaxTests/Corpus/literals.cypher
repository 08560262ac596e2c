// Numbers, strings and constants.
RETURN 0, 1, 10, 123456789, 9223372036854775807, -9223372036854775808;
RETURN 0x0, 0x1F, 0xdeadBEEF, 0x7FFFFFFFFFFFFFFF, -0x8000000000000000, 0o0, 0o17, -0o777;
RETURN 0.0, 1.5, .5, -.5, 1e3, 1E3, 1e+3, 1e-3, 1.5e10, .1e-5, 00.5, 1.0, -0.0, 123456789012345678901234567890.0;
RETURN 1.7976931348623157e308, 5e-324, 0.1, 1e15, 1e16, 1e17, 100000.0, 123456.789;
RETURN 'a', "b", '', "", 'it\'s', "it's", 'say "x"', "say \"x\"";
RETURN '\\', '\n', '\t', '\r', '\b', '\f', '\'', '\"', '\\n', 'a\\', '\u4E2D\u6587', '\U0001F600', '\uD83D\uDE00', '\u0000';
RETURN 'line
break', '中文', 'é', 'é', '𠮷', '; not the end', '// no comment', '/* nor this */', '`';
RETURN true, TRUE, True, false, null, NULL, NuLL;
RETURN 1 /* comment; with semicolon */ AS a // another; one
, 2 AS b /* * / */;
