using System.Reflection;
using System.Reflection.Emit;

namespace RnnMemory.Tests.Numerics;

/// <summary>
/// The methods that a type's compiled code calls or takes the address of, including those behind an alias, a `using static` or a lambda.
/// </summary>
internal static class CalledMethods
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (int)(ushort)code.Value);

    public static IEnumerable<MethodBase> Of(Type type, Func<MethodBase, bool> chosen) =>
        from method in type.GetMethods(Own).Concat<MethodBase>(type.GetConstructors(Own))
        where chosen(method)
        from called in In(method)
        select called;

    private static IEnumerable<MethodBase> In(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        Type[] ofType = method.DeclaringType!.GetGenericArguments();
        Type[] ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        for (int at = 0; at < code.Length;)
        {
            // Two-byte codes start with 0xFE.
            int value = code[at++];
            OpCode operation = OpCodesByValue[value == 0xFE ? (value << 8) | code[at++] : value];
            if (operation.OperandType is OperandType.InlineMethod or OperandType.InlineTok)
            {
                int token = BitConverter.ToInt32(code, at);
                if (method.Module.ResolveMember(token, ofType, ofMethod) is MethodBase called)
                {
                    yield return called;
                }
            }

            at += operation.OperandType == OperandType.InlineSwitch ? 4 + (4 * BitConverter.ToInt32(code, at)) : Size(operation.OperandType);
        }
    }

    private static int Size(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
